import { spawnSync } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { wantedAudio } from '#lotse/catalog';

const RATE = 22_050;
const VOICES = { a: 'de+f3', b: 'de+m3' };
/** Between two speakers. */
const PAUSE = Buffer.alloc(RATE);
const INSTALL = 'espeak-ng and lame make the audio. Install them: sudo apt-get install espeak-ng lame';

function run(program: string, args: string[], input?: Buffer): Buffer {
  const done = spawnSync(program, args, { input, maxBuffer: 64 * 1024 * 1024 });
  if (done.error) throw new Error(INSTALL, { cause: done.error });
  if (done.status !== 0) throw new Error(`${program} failed: ${done.stderr.toString().slice(0, 300)}`);
  return done.stdout;
}

/** The samples of a wave file: they begin behind the head of its "data" piece. */
function samplesOf(wave: Buffer): Buffer {
  return wave.subarray(wave.indexOf('data') + 8);
}

/** Makes what is heard and not there yet as small MP3s by a computer's voice, and deletes what nothing needs any more. */
export function makeAudio(dir: string): { made: string[]; deleted: string[] } {
  const { wanted, there, unused } = wantedAudio(dir);
  const folder = join(dir, 'audio', 'computer');
  mkdirSync(folder, { recursive: true });
  const missing = wanted.filter(({ name }) => !there.some((file) => file.endsWith(`/${name}`)));
  for (const { name, lines } of missing) {
    const spoken = lines.flatMap(({ text, speaker = 'a' }, index) => {
      const samples = samplesOf(run('espeak-ng', ['-v', VOICES[speaker], '-s', '140', '--stdout', '--', text]));
      return index === 0 ? [samples] : [PAUSE, samples];
    });
    const mp3 = run(
      'lame',
      ['--quiet', '-r', '-s', '22.05', '--bitwidth', '16', '--signed', '--little-endian', '-m', 'm', '-b', '24', '-', '-'],
      Buffer.concat(spoken),
    );
    writeFileSync(join(folder, name), mp3);
  }
  // recordings of people are never deleted by a program
  const deleted = unused.filter((file) => file.startsWith('computer/'));
  for (const file of deleted) rmSync(join(dir, 'audio', file));
  return { made: missing.map(({ name }) => name), deleted };
}
