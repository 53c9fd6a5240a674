/** What the page asks of the platform's storage (LTI Client-Side postMessages 1.0, Platform Storage 1.0). */
export interface StorageTalk {
  /** `_parent`, or the name of a frame in the page around ours. */
  target: string;
  /** The one origin we speak to and listen to: that of the platform's authorization address. */
  origin: string;
  messages: readonly { subject: 'lti.put_data' | 'lti.get_data'; key: string; value?: string; message_id: string }[];
}

/** Rules of the talk; tests switch one off to see that its absence is noticed. */
export const STORAGE_RULES = { origin: true, messageId: true };
export type StorageRules = typeof STORAGE_RULES;

/** A platform that offers storage answers at once; one that does not must not keep anybody waiting. */
const WAIT_MS = 2_000;

/**
 * Asks one question after the other. `then(values)` is called with all answers, `otherwise()` once where one is wrong or does not
 * come. Both are texts of ours; nothing from outside gets into the script but as JSON.
 */
export function storageScript(talk: StorageTalk, rules: StorageRules, then: string, otherwise: string): string {
  const frame = talk.target === '_parent' ? 'parent' : '(parent.frames[T.target]||parent)';
  const heard = [...(rules.origin ? ['e.origin===T.origin', 'e.source===P'] : []), ...(rules.messageId ? ['e.data.message_id===M.message_id'] : [])];
  return `(function(){var T=${inScript(talk)},P=${frame},A=[],M=null,C=0,D=false;
function end(ok){if(D)return;D=true;clearTimeout(C);removeEventListener('message',hear);if(ok){var values=A;${then}}else{${otherwise}}}
function ask(){M=T.messages[A.length];if(!M)return end(true);C=setTimeout(function(){end(false)},${WAIT_MS});P.postMessage(M,T.origin);}
function hear(e){if(!e.data||e.data.subject!==M.subject+'.response'${heard.map((one) => `||!(${one})`).join('')})return;
if(e.data.error)return end(false);clearTimeout(C);A.push(typeof e.data.value==='string'?e.data.value:'');ask();}
addEventListener('message',hear);ask();})();`;
}

function inScript(value: unknown): string {
  return JSON.stringify(value)
    .replace(/</g, '\\u003c')
    .replace(/\u2028/g, '\\u2028')
    .replace(/\u2029/g, '\\u2029');
}
