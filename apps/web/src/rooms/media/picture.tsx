import { useEffect, useRef } from 'react';

interface Props {
  track: MediaStreamTrack;
  label: string;
  isOwn?: boolean;
}

/** What a camera sends. The own picture is shown as in a mirror. */
export function Picture({ track, label, isOwn = false }: Props) {
  const video = useRef<HTMLVideoElement>(null);
  useEffect(() => {
    const { current } = video;
    if (current === null) return;
    current.srcObject = new MediaStream([track]);
    current.play().catch(() => undefined);
    return () => {
      current.srcObject = null;
    };
  }, [track]);
  return <video ref={video} className={isOwn ? 'media-picture media-own' : 'media-picture'} aria-label={label} autoPlay muted playsInline />;
}

interface SoundProps {
  track: MediaStreamTrack;
  volume: number;
  onBlocked: () => void;
}

/** What a microphone sends. Some browsers play nothing before somebody has pressed a button. */
export function Sound({ track, volume, onBlocked }: SoundProps) {
  const audio = useRef<HTMLAudioElement>(null);
  useEffect(() => {
    const { current } = audio;
    if (current === null) return;
    current.srcObject = new MediaStream([track]);
    current.play().catch(onBlocked);
    return () => {
      current.srcObject = null;
    };
  }, [track, onBlocked]);
  useEffect(() => {
    if (audio.current !== null) audio.current.volume = volume;
  }, [volume]);
  return <audio ref={audio} autoPlay />;
}
