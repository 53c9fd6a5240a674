import Mic from 'lucide-react/icons/mic';
import Square from 'lucide-react/icons/square';
import Trash from 'lucide-react/icons/trash-2';
import { Button } from '../../design/button.js';
import { Note } from '../../design/note.js';
import { m } from '../../../paraglide/messages.js';
import { Criteria, Model } from './hand-text.js';
import { MicrophoneTrouble } from './microphone-trouble.js';
import { type PlayerProps, solutionOf } from './player.js';
import { Sound } from './sound.js';
import { useRecorder } from './use-recorder.js';
import { useSending, type Sending } from './use-sending.js';
import './hand.css';

/** Somebody says something, listens to it again, and sends it. */
export default function Recording({ body, level, value, onChange, locked, marks }: PlayerProps<'recording'>) {
  const kept = value?.recording ?? '';
  const { blob, sending, drop, record } = useSending(locked || kept !== '', onChange);
  const recorder = useRecorder(body.seconds, record);
  const hasOne = blob !== null || kept !== '';
  return (
    <div className="stack">
      <p className="hand-form">{m.mk_rec_seconds({ seconds: body.seconds })}</p>
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
      {!locked && <SendingState sending={sending} isThere={kept !== ''} seconds={body.seconds} />}
      {!locked && <Criteria criteria={body.criteria} />}
      <Model text={solutionOf(marks, 'recording')?.model ?? null} />
    </div>
  );
}

function SendingState({ sending, isThere, seconds }: { sending: Sending; isThere: boolean; seconds: number }) {
  if (sending.at === 'refused')
    return (
      <Note look="wrong" role="alert">
        {sending.code === 'recording.unfit' ? m.mk_rec_unfit() : sending.code === 'recording.too-long' ? m.mk_rec_long({ seconds }) : m.mk_rec_refused()}
      </Note>
    );
  const offline = sending.at === 'going' && sending.share === null;
  return (
    <p role="status" className="soft small">
      {offline
        ? sending.isKept
          ? m.mk_rec_offline()
          : m.mk_rec_offline_open()
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
        <span className="figures" role="timer">
          {m.mk_rec_time({ now: recorder.elapsed, of: seconds })}
        </span>
        <meter className="level-bar" aria-label={m.mk_rec_level()} min={0} max={1} value={recorder.level} />
        <div>
          <Button look="main" onClick={recorder.stop}>
            <Square aria-hidden size={20} />
            {m.mk_rec_stop()}
          </Button>
        </div>
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
