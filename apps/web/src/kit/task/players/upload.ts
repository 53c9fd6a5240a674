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
}

const FIRST_PAUSE = 1_000;
const LONGEST_PAUSE = 15_000;

/** Sends a recording in pieces. After a cut it asks how much has arrived and goes on there; a piece sent twice is one. */
export async function upload({ runId, exerciseId, id, blob, onProgress, signal }: Upload): Promise<void> {
  let [from, pause] = [0, FIRST_PAUSE];
  while (from < blob.size) {
    signal.throwIfAborted();
    try {
      const bytes = await base64(blob.slice(from, from + RECORDING_PIECE));
      const reply = await call(sendRecording, { params: { runId, recordingId: id }, body: { exerciseId, size: blob.size, from, bytes }, signal });
      from = reply.received;
      pause = FIRST_PAUSE;
      onProgress(from / blob.size);
    } catch (error) {
      const problem = toProblem(error);
      if (signal.aborted || !mayGoOn(problem)) throw error;
      onProgress(null);
      await waitFor(pause, signal);
      pause = Math.min(pause * 2, LONGEST_PAUSE);
      from = await call(recordingReceived, { params: { runId, recordingId: id }, signal }).then(
        (reply) => reply.received,
        () => from,
      );
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

async function base64(piece: Blob): Promise<string> {
  const bytes = new Uint8Array(await piece.arrayBuffer());
  let text = '';
  for (const byte of bytes) text += String.fromCharCode(byte);
  return window.btoa(text);
}
