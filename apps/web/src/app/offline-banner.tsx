import { useSyncExternalStore } from 'react';
import { m } from '../paraglide/messages.js';

function watch(tell: () => void): () => void {
  window.addEventListener('online', tell);
  window.addEventListener('offline', tell);
  return () => {
    window.removeEventListener('online', tell);
    window.removeEventListener('offline', tell);
  };
}

/** Says so when the device has no network. What becomes of an answer stands beside the answer. */
export function OfflineBanner() {
  const online = useSyncExternalStore(watch, () => navigator.onLine);
  return <div role="status">{!online && <p className="offline">{m.offline_banner()}</p>}</div>;
}
