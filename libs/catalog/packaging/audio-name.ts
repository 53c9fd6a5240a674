import { createHash } from 'node:crypto';
import type { Spoken } from '#lotse/contract';

/** Where the audio of content stands: read by people, or by a computer until somebody has read it. */
export const AUDIO_FOLDERS = ['people', 'computer'] as const;

/** A file is called by what it says, and by whom: another text is another file, the same one is made once. */
export function audioName(lines: readonly Spoken[]): string {
  const said = lines.map(({ text, speaker = 'a' }) => `${speaker}: ${text}`).join('\n');
  return `${createHash('sha256').update(said).digest('hex').slice(0, 24)}.mp3`;
}
