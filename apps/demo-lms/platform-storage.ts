/** The page's side of LTI platform storage (spec lti-cs-oidc, lti-pm-s); honest, or wrong in one way for tests. */
import type { StorageMode } from './options.js';

/** Empty where the site offers none. Only the tool's own origin is heard and answered. */
export function storageScript(mode: StorageMode | null, toolTarget: string): string {
  const origin = URL.parse(toolTarget)?.origin;
  if (!mode || !origin) return '';
  return SCRIPT.replace('MODE', JSON.stringify(mode)).replace('ORIGIN', JSON.stringify(origin));
}

const SCRIPT = `(function(){var mode=MODE,origin=ORIGIN,kept={};
addEventListener('message',function(e){var m=e.data;
if(e.origin!==origin||!m||typeof m.subject!=='string'||m.subject.indexOf('lti.')!==0||mode==='silent')return;
var r={subject:m.subject+'.response',message_id:mode==='wrong-message-id'?m.message_id+'x':m.message_id};
if(m.subject==='lti.capabilities')r.supported_messages=[{subject:'lti.capabilities'},{subject:'lti.put_data'},{subject:'lti.get_data'}];
else if(m.subject==='lti.put_data'&&mode==='exhausted')r.error={code:'storage_exhaustion',message:'full'};
else if(m.subject==='lti.put_data'){kept[m.key]=m.value;r.key=m.key;r.value=m.value;}
else if(m.subject==='lti.get_data'){r.key=m.key;r.value=kept[m.key]===undefined?null:mode==='other-value'?kept[m.key]+'x':kept[m.key];}
else r.error={code:'unsupported_subject',message:'unknown subject'};
e.source.postMessage(r,origin);});})();`;
