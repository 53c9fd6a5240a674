import { useContext, useEffect, useRef, useState } from 'react';
import { toProblem } from '../../api/problem.js';
import { forgetRecording, keepRecording, keptRecording, type KeptRecording } from '../../state/kept-recordings.js';
import type { PlayerProps } from './player.js';
import { CurrentTask } from './task-in-run.js';
import { upload } from './upload.js';

/** `isKept`: it lies on the device, so that the page may be closed. */
export type Sending = { at: 'none' } | { at: 'going'; share: number | null; isKept: boolean } | { at: 'refused'; code: string };

/**
 * What was recorded, and how far it is on its way. It travels to the server while somebody still listens to it, and lies on the device
 * until it has arrived: a page that was closed or loaded anew meanwhile goes on with it. `isDone`: there is nothing to go on with.
 */
export function useSending(isDone: boolean, onChange: PlayerProps<'recording'>['onChange']) {
  const task = useContext(CurrentTask);
  const [blob, setBlob] = useState<Blob | null>(null);
  const [sending, setSending] = useState<Sending>({ at: 'none' });
  const stop = useRef<AbortController | null>(null);
  async function send(what: KeptRecording, { again, isKept }: { again: boolean; isKept: boolean }) {
    const control = new AbortController();
    stop.current = control;
    setBlob(what.blob);
    const onProgress = (share: number | null) => setSending({ at: 'going', share, isKept });
    try {
      if (task !== null) await upload({ ...task, ...what, again, signal: control.signal, onProgress });
      setSending({ at: 'none' });
      onChange({ kind: 'recording', recording: what.id });
    } catch (error) {
      if (control.signal.aborted) return;
      setSending({ at: 'refused', code: toProblem(error).code });
    }
    if (task !== null) await forgetRecording(task);
  }
  async function record(next: Blob) {
    const what = { id: crypto.randomUUID(), blob: next };
    setBlob(next);
    await send(what, { again: false, isKept: task !== null && (await keepRecording(task, what)) });
  }
  function drop() {
    stop.current?.abort();
    setBlob(null);
    setSending({ at: 'none' });
    if (task !== null) void forgetRecording(task);
    onChange({ kind: 'recording', recording: '' });
  }
  const atFirst = useRef({ task, isDone, send });
  useEffect(() => {
    let wanted = true;
    const { task, isDone, send } = atFirst.current;
    if (task !== null && !isDone) void keptRecording(task).then((kept) => (kept !== null && wanted ? send(kept, { again: true, isKept: true }) : undefined));
    return () => {
      wanted = false;
      stop.current?.abort();
    };
  }, []);
  return { blob, sending, drop, record: (next: Blob) => void record(next) };
}
