import { saveDraft } from '#lotse/contract';
import { call } from '../../kit/api/call.js';

/** After the last letter: not every letter asks the server. */
const PAUSE_MS = 1_500;

let waiting: { key: string; runId: string; exerciseId: string; text: string; timer: number } | null = null;

/** Keeps a text that is being written on the server, too. It stays on this device in any case, so that a failure is told to nobody. */
export function keepOnServer(runId: string, exerciseId: string, text: string): void {
  const key = `${runId} ${exerciseId}`;
  if (waiting !== null && waiting.key !== key) keepNow();
  if (waiting !== null) window.clearTimeout(waiting.timer);
  waiting = { key, runId, exerciseId, text, timer: window.setTimeout(keepNow, PAUSE_MS) };
}

/** What was sent needs no draft any more. */
export function dropWaiting(): void {
  if (waiting !== null) window.clearTimeout(waiting.timer);
  waiting = null;
}

function keepNow(): void {
  if (waiting === null) return;
  const { runId, exerciseId, text } = waiting;
  dropWaiting();
  call(saveDraft, { params: { runId, exerciseId }, body: { text } }).catch(() => undefined);
}

document.addEventListener('visibilitychange', () => {
  if (document.visibilityState === 'hidden') keepNow();
});
