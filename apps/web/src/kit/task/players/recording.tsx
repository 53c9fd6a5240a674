import Mic from 'lucide-react/icons/mic';
import Square from 'lucide-react/icons/square';
import Trash from 'lucide-react/icons/trash-2';
import { useContext, useEffect, useRef, useState } from 'react';
import { toProblem } from '../../api/problem.js';
import { Button } from '../../design/button.js';
import { Note } from '../../design/note.js';
import { m } from '../../../paraglide/messages.js';
import { Criteria, Model } from './hand-text.js';
import { MicrophoneTrouble } from './microphone-trouble.js';
import { type PlayerProps, solutionOf } from './player.js';
import { PlaceOfTask } from './place-of-task.js';
import { Sound } from './sound.js';
import { upload } from './upload.js';
import { useRecorder } from './use-recorder.js';
import './hand.css';

type Sending = { at: 'none' } | { at: 'going'; share: number | null } | { at: 'refused'; code: string };

/** What was recorded, and how far it is on its way. It travels to the server while somebody still listens to it. */
function useSending(onChange: PlayerProps<'recording'>['onChange']) {
  const place = useContext(PlaceOfTask);
  const [blob, setBlob] = useState<Blob | null>(null);
  const [sending, setSending] = useState<Sending>({ at: 'none' });
  const stop = useRef<AbortController | null>(null);
  useEffect(() => () => stop.current?.abort(), []);
  function drop() {
    stop.current?.abort();
    setBlob(null);
    setSending({ at: 'none' });
    onChange({ kind: 'recording', recording: '' });
  }
  async function send(next: Blob) {
    const [id, control] = [crypto.randomUUID(), new AbortController()];
    stop.current = control;
    setBlob(next);
    try {
      const onProgress = (share: number | null) => setSending({ at: 'going', share });
      if (place !== null) await upload({ ...place, id, blob: next, signal: control.signal, onProgress });
      setSending({ at: 'none' });
      onChange({ kind: 'recording', recording: id });
    } catch (error) {
      if (!control.signal.aborted) setSending({ at: 'refused', code: toProblem(error).code });
    }
  }
  return { blob, sending, drop, send };
}

/** Somebody says something, listens to it again, and sends it. */
export default function Recording({ body, level, value, onChange, locked, marks }: PlayerProps<'recording'>) {
  const { blob, sending, drop, send } = useSending(onChange);
  const recorder = useRecorder(body.seconds, (next) => void send(next));
  const kept = value?.recording ?? '';
  const hasOne = blob !== null || kept !== '';
  return (
    <div className="stack">
      <div className="stack stack-8">
        <p className="hand-form">{m.mk_rec_seconds({ seconds: body.seconds })}</p>
        {!locked && <p className="soft small">{m.mk_one_try()}</p>}
      </div>
      <div className="stack stack-4">
        <h3 className="field-label">{m.mk_rec_say()}</h3>
        <ul className="response-list" lang="de">
          {body.points.map((point) => (
            <li key={point.id}>{level === 'plain' ? point.textPlain : point.text}</li>
          ))}
        </ul>
      </div>
      {!locked && recorder.trouble !== null && <MicrophoneTrouble trouble={recorder.trouble} />}
      {!locked && <Controls recorder={recorder} seconds={body.seconds} hasOne={hasOne} onDrop={drop} />}
      {hasOne && recorder.at === 'idle' && <Sound blob={blob} recording={kept} />}
      {!locked && <SendingState sending={sending} isThere={kept !== ''} />}
      {!locked && <Criteria criteria={body.criteria} />}
      <Model text={solutionOf(marks, 'recording')?.model ?? null} />
    </div>
  );
}

function SendingState({ sending, isThere }: { sending: Sending; isThere: boolean }) {
  if (sending.at === 'refused')
    return (
      <Note look="wrong" role="alert">
        {sending.code === 'recording.unfit' ? m.mk_rec_unfit() : m.mk_rec_refused()}
      </Note>
    );
  const offline = sending.at === 'going' && sending.share === null;
  return (
    <p role="status" className="soft small">
      {offline
        ? m.mk_rec_offline()
        : sending.at === 'going'
          ? m.mk_rec_going({ percent: Math.round((sending.share ?? 0) * 100) })
          : isThere && m.mk_rec_there()}
    </p>
  );
}

interface ControlsProps {
  recorder: ReturnType<typeof useRecorder>;
  seconds: number;
  hasOne: boolean;
  onDrop: () => void;
}

function Controls({ recorder, seconds, hasOne, onDrop }: ControlsProps) {
  if (recorder.at === 'running')
    return (
      <div className="stack stack-8">
        <div className="row">
          <Button look="main" onClick={recorder.stop}>
            <Square aria-hidden size={20} />
            {m.mk_rec_stop()}
          </Button>
          <span className="figures" role="timer">
            {m.mk_rec_time({ now: recorder.elapsed, of: seconds })}
          </span>
        </div>
        <meter className="level-bar" aria-label={m.mk_rec_level()} min={0} max={1} value={recorder.level} />
      </div>
    );
  if (hasOne)
    return (
      <div>
        <Button onClick={onDrop}>
          <Trash aria-hidden size={20} />
          {m.mk_rec_drop()}
        </Button>
      </div>
    );
  return (
    <div>
      <Button onClick={recorder.start} aria-disabled={recorder.at === 'asking' || undefined}>
        <Mic aria-hidden size={20} />
        {m.mk_rec_start()}
      </Button>
    </div>
  );
}
