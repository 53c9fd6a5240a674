import { useEffect, useState } from 'react';
import { m } from '../../paraglide/messages.js';
import { watchLevel } from './devices.js';

/** Moves with the voice: the microphone is the right one, and on. */
export function LevelBar({ track }: { track: MediaStreamTrack }) {
  const [level, setLevel] = useState(0);
  useEffect(() => watchLevel(track, setLevel), [track]);
  return (
    <div className="media-level" role="meter" aria-label={m.media_level()} aria-valuemin={0} aria-valuemax={100} aria-valuenow={Math.round(level * 100)}>
      <i style={{ inlineSize: `${Math.round(level * 100)}%` }} />
    </div>
  );
}
