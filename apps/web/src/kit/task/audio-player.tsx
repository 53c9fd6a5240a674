import type { Audio as AudioSchema } from '#lotse/contract';
import Gauge from 'lucide-react/icons/gauge';
import Pause from 'lucide-react/icons/pause';
import Play from 'lucide-react/icons/play';
import RotateCcw from 'lucide-react/icons/rotate-ccw';
import { useEffect, useRef, useState } from 'react';
import type { output } from 'zod/mini';
import { m } from '../../paraglide/messages.js';
import './audio-player.css';

interface Props {
  audio: output<typeof AudioSchema>;
  /** What is heard, for whoever does not see where it stands. */
  name: string;
}
const SLOW = 0.8;
/** Two voices at once help nobody. */
let playing: HTMLAudioElement | null = null;

function useAudio() {
  const element = useRef<HTMLAudioElement>(null);
  const [state, setState] = useState({ playing: false, failed: false, slow: false, done: 0 });
  const note = (change: Partial<typeof state>) => setState((before) => ({ ...before, ...change }));
  useEffect(() => {
    const audio = element.current;
    return () => audio?.pause();
  }, []);
  async function play(from?: number) {
    const audio = element.current;
    if (audio === null) return;
    if (playing !== audio) playing?.pause();
    playing = audio;
    note({ failed: false });
    if (audio.error !== null) audio.load();
    if (from !== undefined) audio.currentTime = from;
    audio.playbackRate = state.slow ? SLOW : 1;
    // a pause right behind the start is no failure
    await audio.play().catch((cause: unknown) => note({ failed: !(cause instanceof DOMException && cause.name === 'AbortError') }));
  }
  function turnSlow() {
    if (element.current !== null) element.current.playbackRate = state.slow ? 1 : SLOW;
    note({ slow: !state.slow });
  }
  return { element, state, note, play, turnSlow, pause: () => element.current?.pause() };
}

/** Listen, pause, once more, slower. */
export function AudioPlayer({ audio, name }: Props) {
  const { element, state, note, play, pause, turnSlow } = useAudio();
  return (
    <div className="audio" role="group" aria-label={name}>
      <audio
        ref={element}
        src={`/audio/${audio.file}`}
        preload="none"
        onPlay={() => note({ playing: true })}
        onPause={() => note({ playing: false })}
        onEnded={() => note({ playing: false, done: 1 })}
        onError={() => note({ playing: false, failed: true })}
        onTimeUpdate={({ currentTarget: { currentTime, duration } }) => note({ done: Number.isFinite(duration) && duration > 0 ? currentTime / duration : 0 })}
      />
      <div className="audio-tools">
        <button type="button" className="button" onClick={() => (state.playing ? pause() : void play(state.done >= 1 ? 0 : undefined))}>
          {state.playing ? <Pause aria-hidden size={20} /> : <Play aria-hidden size={20} />}
          {state.playing ? m.audio_pause() : m.audio_play()}
        </button>
        <button type="button" className="button" onClick={() => void play(0)}>
          <RotateCcw aria-hidden size={20} />
          {m.audio_again()}
        </button>
        <button type="button" className="button" aria-pressed={state.slow} onClick={turnSlow}>
          <Gauge aria-hidden size={20} />
          {m.audio_slow()}
        </button>
      </div>
      <progress className="audio-done" max={1} value={state.done} aria-hidden />
      {audio.computer && <p className="soft small">{m.audio_computer()}</p>}
      <p role="alert" className="audio-failed">
        {state.failed && m.audio_failed()}
      </p>
    </div>
  );
}
