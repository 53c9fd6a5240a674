import type { TaskGroup as TaskGroupSchema } from '#lotse/contract';
import Play from 'lucide-react/icons/play';
import { useRef, useState } from 'react';
import type { output } from 'zod/mini';
import { m } from '../../paraglide/messages.js';
import type { ExamSheet } from './players/exam-mode.js';
import './audio-player.css';

interface Props {
  audio: NonNullable<output<typeof TaskGroupSchema>['audio']>;
  name: string;
  sheet: ExamSheet;
}

/** What is heard in an exam: from the beginning to the end, as often as is said. A start that fails costs nothing. */
export function ExamAudio({ audio, name, sheet }: Props) {
  const element = useRef<HTMLAudioElement>(null);
  const [left, setLeft] = useState(audio.plays - (sheet.heard.get(audio.file) ?? 0));
  const [state, setState] = useState({ playing: false, failed: false, done: 0 });
  const note = (change: Partial<typeof state>) => setState((before) => ({ ...before, ...change }));
  function count() {
    note({ playing: true, failed: false });
    if ((element.current?.currentTime ?? 0) > 0.5) return;
    sheet.heard.set(audio.file, audio.plays - left + 1);
    setLeft(left - 1);
  }
  function play() {
    if (element.current === null || state.playing) return;
    if (state.done >= 1) element.current.currentTime = 0;
    element.current.play().catch(() => note({ failed: true }));
  }
  const begun = state.done > 0 && state.done < 1;
  return (
    <div className="audio" role="group" aria-label={name}>
      <audio
        ref={element}
        src={`/audio/${audio.file}`}
        preload="none"
        onPlay={count}
        onPause={() => note({ playing: false })}
        onEnded={() => note({ playing: false, done: 1 })}
        onError={() => note({ playing: false, failed: true })}
        onTimeUpdate={({ currentTarget: { currentTime, duration } }) => note({ done: Number.isFinite(duration) && duration > 0 ? currentTime / duration : 0 })}
      />
      <div className="audio-tools">
        <button type="button" className="button" aria-disabled={state.playing || (left <= 0 && !begun)} onClick={() => (left > 0 || begun) && play()}>
          <Play aria-hidden size={20} />
          {state.playing ? m.exam_audio_playing() : m.audio_play()}
        </button>
      </div>
      <progress className="audio-done" max={1} value={state.done} aria-hidden />
      <p className="soft small" role="status">
        {left > 0 ? m.exam_audio_left({ left }) : m.exam_audio_none()}
      </p>
      {audio.computer && <p className="soft small">{m.audio_computer()}</p>}
      <p role="alert" className="audio-failed">
        {state.failed && m.audio_failed()}
      </p>
    </div>
  );
}
