import { useEffect, useRef, useState } from 'react';

/** The first that the browser can write. */
const TYPES = ['audio/webm;codecs=opus', 'audio/ogg;codecs=opus', 'audio/mp4', 'audio/webm'];
/** Speech: a minute is a quarter of a megabyte. */
const BITS = 32_000;

/** `forbidden`: the frame gives no microphone. `denied`: the person or the browser does not. `missing`: there is none, or no way to record. */
export type Trouble = 'forbidden' | 'denied' | 'missing';
export interface Recorder {
  at: 'idle' | 'asking' | 'running';
  trouble: Trouble | null;
  /** Whole seconds so far. */
  elapsed: number;
  /** How loud it is, 0 to 1. */
  level: number;
  start: () => void;
  stop: () => void;
}

interface Running {
  recorder: MediaRecorder;
  stream: MediaStream;
  meter: Meter;
  timer: number;
}

/** Records at most `seconds`; what was said comes as one piece. */
export function useRecorder(seconds: number, onDone: (blob: Blob) => void): Recorder {
  const [at, setAt] = useState<Recorder['at']>('idle');
  const [trouble, setTrouble] = useState<Trouble | null>(null);
  const [elapsed, setElapsed] = useState(0);
  const [level, setLevel] = useState(0);
  const running = useRef<Running | null>(null);
  const done = useRef(onDone);
  useEffect(() => {
    done.current = onDone;
  });
  useEffect(() => () => end(running.current), []);

  function stop() {
    if (running.current?.recorder.state === 'recording') running.current.recorder.stop();
  }
  async function begin() {
    setTrouble(null);
    setElapsed(0);
    setAt('asking');
    const opened = await openMicrophone();
    if ('trouble' in opened) {
      setTrouble(opened.trouble);
      return setAt('idle');
    }
    const { recorder, stream } = opened;
    const pieces: Blob[] = [];
    const began = Date.now();
    const tick = () => {
      const passed = (Date.now() - began) / 1_000;
      setElapsed(Math.min(seconds, Math.floor(passed)));
      if (passed >= seconds) stop();
    };
    // pieces come each second, also where a page in the background is given no timers
    recorder.ondataavailable = (event) => {
      if (event.data.size > 0) pieces.push(event.data);
      tick();
    };
    recorder.onstop = () => {
      end(running.current);
      running.current = null;
      setAt('idle');
      setLevel(0);
      done.current(new Blob(pieces, { type: recorder.mimeType }));
    };
    running.current = { recorder, stream, meter: new Meter(stream, setLevel), timer: window.setInterval(tick, 200) };
    recorder.start(1_000);
    setAt('running');
  }
  return { at, trouble, elapsed, level, stop, start: () => void (at === 'idle' && begin()) };
}

function end(running: Running | null): void {
  if (running === null) return;
  window.clearInterval(running.timer);
  running.meter.end();
  for (const track of running.stream.getTracks()) track.stop();
}

async function openMicrophone(): Promise<{ recorder: MediaRecorder; stream: MediaStream } | { trouble: Trouble }> {
  const type = typeof MediaRecorder === 'undefined' ? undefined : TYPES.find((one) => MediaRecorder.isTypeSupported(one));
  if (type === undefined) return { trouble: 'missing' };
  if (!frameAllows()) return { trouble: 'forbidden' };
  try {
    const stream = await navigator.mediaDevices.getUserMedia({ audio: { channelCount: 1, noiseSuppression: true, echoCancellation: true } });
    return { stream, recorder: new MediaRecorder(stream, { mimeType: type, audioBitsPerSecond: BITS }) };
  } catch (error) {
    const name = error instanceof DOMException ? error.name : '';
    if (name === 'NotFoundError' || name === 'NotReadableError') return { trouble: 'missing' };
    return { trouble: window.self === window.top ? 'denied' : 'forbidden' };
  }
}

/** Browsers that do not tell in advance say it when the microphone is asked for. */
function frameAllows(): boolean {
  const policy = (document as { featurePolicy?: { allowsFeature: (name: string) => boolean } }).featurePolicy;
  return 'mediaDevices' in navigator && (policy?.allowsFeature('microphone') ?? true);
}

/** Tells ten times a second how loud it is. */
class Meter {
  private readonly context = new AudioContext();
  private readonly timer: number;

  constructor(stream: MediaStream, onLevel: (level: number) => void) {
    const analyser = this.context.createAnalyser();
    analyser.fftSize = 512;
    this.context.createMediaStreamSource(stream).connect(analyser);
    const samples = new Float32Array(analyser.fftSize);
    this.timer = window.setInterval(() => {
      analyser.getFloatTimeDomainData(samples);
      const power = samples.reduce((sum, one) => sum + one * one, 0) / samples.length;
      onLevel(Math.min(1, Math.sqrt(power) * 4));
    }, 100);
  }

  end(): void {
    window.clearInterval(this.timer);
    void this.context.close();
  }
}
