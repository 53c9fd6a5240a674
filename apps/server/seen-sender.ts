/** How a request reached us: who opened the connection, whom it is taken to come from, and whether a proxy says more. */
export interface Arrival {
  peer: string;
  sender: string;
  forwarded: boolean;
}
export type SenderCode = 'sender.good' | 'sender.untrusted' | 'sender.silent';

/** Whether Lotse can tell visitors apart: behind a proxy that is not believed, or says nothing, all of them are one. */
export function senderCheck({ peer, sender, forwarded }: Arrival, settings: { url: string; trustedProxies: readonly string[] }): SenderCode {
  if (forwarded && sender === peer) return 'sender.untrusted';
  const isBehind = settings.trustedProxies.length > 0 || settings.url.startsWith('https:');
  return isBehind && !forwarded ? 'sender.silent' : 'sender.good';
}
