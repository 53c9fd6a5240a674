import { RECORDING_PIECE, recordingReceived, sendRecording } from '#lotse/contract';
import { call } from '../../api/call.js';
import { toProblem, type Problem } from '../../api/problem.js';

export interface UploadAt {
  runId: string;
  exerciseId: string;
}
interface Upload extends UploadAt {
  id: string;
  blob: Blob;
  /** How much has arrived, 0 to 1; null while there is no connection. */
  onProgress: (share: number | null) => void;
  signal: AbortSignal;
  /** It was begun before, in this page or one that is closed: the server says how far it is. */
  again: boolean;
}

const FIRST_PAUSE = 1_000;
const LONGEST_PAUSE = 15_000;

/** Sends a recording in pieces. After a cut it asks how much has arrived and goes on there; a piece sent twice is one. */
export async function upload({ runId, exerciseId, id, blob, onProgress, signal, again }: Upload): Promise<void> {
  const params = { runId, recordingId: id };
  const arrived = (known: number) =>
    call(recordingReceived, { params, signal }).then(
      (reply) => reply.received,
      () => known,
    );
  let pause = FIRST_PAUSE;
  let from = again ? await arrived(0) : 0;
  while (from < blob.size) {
    signal.throwIfAborted();
    try {
      const bytes = blob.slice(from, from + RECORDING_PIECE, 'application/octet-stream');
      const reply = await call(sendRecording, { params, query: { exerciseId, size: blob.size, from }, bytes, signal });
      from = reply.received;
      pause = FIRST_PAUSE;
      onProgress(from / blob.size);
    } catch (error) {
      const problem = toProblem(error);
      if (signal.aborted || !mayGoOn(problem)) throw error;
      onProgress(null);
      await waitFor(pause, signal);
      pause = Math.min(pause * 2, LONGEST_PAUSE);
      from = await arrived(from);
    }
  }
}

const mayGoOn = (problem: Problem): boolean => problem.passes || problem.code === 'recording.gap';

/** Until the pause is over or the network is back. */
function waitFor(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const go = () => {
      window.clearTimeout(timer);
      window.removeEventListener('online', go);
      resolve();
    };
    const timer = window.setTimeout(go, ms);
    window.addEventListener('online', go);
    signal.addEventListener('abort', go, { once: true });
  });
}
