import type { MediaSignal } from '#lotse/contract';

/**
 * Pure. A message between browsers as it is passed on for somebody whose address nobody shall see: relay candidates alone, and
 * those without the address they stand for. Null: nothing of it is passed on.
 */
export function withoutAddresses(signal: MediaSignal): MediaSignal | null {
  if (signal.kind === 'candidate') {
    const candidate = signal.candidate === undefined ? null : relayOf(signal.candidate.candidate);
    return candidate === null || signal.candidate === undefined ? null : { ...signal, candidate: { ...signal.candidate, candidate } };
  }
  if (signal.sdp === undefined) return signal;
  return {
    ...signal,
    sdp: signal.sdp
      .split(/\r\n|\r|\n/)
      .flatMap(line)
      .join('\r\n'),
  };
}

/** The end of candidates is said by an empty one. */
function relayOf(candidate: string): string | null {
  if (candidate === '') return candidate;
  if (!/ typ relay( |$)/.test(candidate)) return null;
  return candidate.replace(/ raddr \S+/, ' raddr 0.0.0.0').replace(/ rport \S+/, ' rport 0');
}

function line(text: string): string[] {
  if (text.startsWith('a=candidate:')) {
    const candidate = relayOf(text.slice(2));
    return candidate === null ? [] : [`a=${candidate}`];
  }
  if (text.startsWith('c=')) return ['c=IN IP4 0.0.0.0'];
  if (text.startsWith('a=rtcp:')) return ['a=rtcp:9 IN IP4 0.0.0.0'];
  if (text.startsWith('o=')) return [text.replace(/ IN IP[46] \S+$/, ' IN IP4 0.0.0.0')];
  return text.startsWith('a=remote-candidates:') ? [] : [text];
}
