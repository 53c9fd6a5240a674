import { useEffect, useState } from 'react';
import type { LiveConnection } from '../meeting/connection.js';

/** Server time in ms, anew each second while `isOn`. */
export function useServerNow(live: LiveConnection, isOn = true): number {
  const [, setTick] = useState(0);
  useEffect(() => {
    if (!isOn) return;
    const timer = setInterval(() => setTick((tick) => tick + 1), 1000);
    return () => clearInterval(timer);
  }, [live, isOn]);
  return live.now();
}

/** "4:05", "1:02:30"; never below zero. */
export function clockText(ms: number): string {
  const all = Math.max(0, Math.ceil(ms / 1000));
  const [hours, minutes, seconds] = [Math.floor(all / 3600), Math.floor((all % 3600) / 60), all % 60];
  const two = (n: number) => String(n).padStart(2, '0');
  return hours > 0 ? `${hours}:${two(minutes)}:${two(seconds)}` : `${minutes}:${two(seconds)}`;
}
