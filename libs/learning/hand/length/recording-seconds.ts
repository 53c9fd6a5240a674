import type { RecordingType } from '#lotse/contract';
import { mp4Seconds } from './mp4-seconds.js';
import { oggSeconds } from './ogg-seconds.js';
import { webmSeconds } from './webm-seconds.js';

const READ: Record<RecordingType, (bytes: Buffer) => number | null> = { 'audio/webm': webmSeconds, 'audio/ogg': oggSeconds, 'audio/mp4': mp4Seconds };

/** How long a recording is, by what its container says of its last sound; null where it says nothing that can be read. */
export function recordingSeconds(type: RecordingType, bytes: Buffer): number | null {
  return READ[type](bytes);
}
