import { saveDraft } from '#lotse/contract';
import { call } from '../../kit/api/call.js';
import type { Draft } from '../../kit/state/drafts.js';

/** After the last letter: not every letter asks the server. */
const PAUSE_MS = 1_500;

interface Waiting {
  runId: string;
  exerciseId: string;
  text: string;
  /** What is known of the task's draft when it goes out, and what the server said of it. */
  read: () => Draft;
  patch: (change: Partial<Draft>) => void;
}
let waiting: (Waiting & { timer: number }) | null = null;

/** Keeps a text that is being written on the server, too. It stays on this device in any case, so that a failure is told to nobody. */
export function keepOnServer(next: Waiting): void {
  if (waiting !== null && (waiting.runId !== next.runId || waiting.exerciseId !== next.exerciseId)) keepNow();
  if (waiting !== null) window.clearTimeout(waiting.timer);
  waiting = { ...next, timer: window.setTimeout(keepNow, PAUSE_MS) };
}

/** What was sent needs no draft any more. */
export function dropWaiting(): void {
  if (waiting !== null) window.clearTimeout(waiting.timer);
  waiting = null;
}

function keepNow(): void {
  if (waiting === null) return;
  const { runId, exerciseId, text, read, patch } = waiting;
  dropWaiting();
  const { base = null, sent } = read();
  patch({ sent: text });
  call(saveDraft, { params: { runId, exerciseId }, body: { text, base }, keepalive: true }).then(
    ({ at, other }) => patch({ base: at, ...(other === null || other === sent ? {} : { other }) }),
    () => undefined,
  );
}

document.addEventListener('visibilitychange', () => {
  if (document.visibilityState === 'hidden') keepNow();
});
