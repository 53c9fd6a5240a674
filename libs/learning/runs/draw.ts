import { createHash } from 'node:crypto';
import type { PackedExercise } from '#lotse/contract';
import { familyOf, type Mode } from '#lotse/marking';

/** What a run shows of an exercise: which of its deployed seeds, and in which order its options stand. */
export interface Drawn {
  seed: number;
  shuffle: number;
  /** Practice, where nothing is said. */
  mode?: Mode;
}

/** The same run shows the same task again, on every device and in the tutor's view. Parts of a situation share its numbers. */
export function drawFor(runSeed: number, exercise: PackedExercise): Drawn {
  const bytes = createHash('sha256')
    .update(`${runSeed} ${exercise.group?.id ?? exercise.id} ${exercise.rev}`)
    .digest();
  const { seeds } = familyOf(exercise);
  return { seed: seeds[bytes.readUInt32BE(0) % Math.max(1, seeds.length)] ?? 1, shuffle: bytes.readInt32BE(4) & 0x7fffffff };
}
