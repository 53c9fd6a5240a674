import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildPackages } from './build-packages.js';
import { openGaps, type OpenGap } from './check/neighbours.js';
import type { Dictionary } from './neighbours.js';
import { readContent } from './read-content.js';

/**
 * Gaps of a content folder with words near their answers about which nobody has decided. `write` puts them into the files as
 * neighbours, below the answers: the author reads them there, and moves what may count as a slip to `forgiven`.
 */
export function contentNeighbours(
  dir: string,
  asOf: string,
  dictionary: Dictionary,
  write: boolean,
): { file: string; gap: string; words: string[]; written: boolean }[] {
  const tree = readContent(dir);
  const packed = new Map(
    buildPackages(tree, asOf)
      .packages.flatMap((pkg) => pkg.exercises)
      .map((exercise) => [exercise.id, exercise]),
  );
  const open = openGaps(tree.exercises, packed, dictionary);
  // from the bottom of each file upwards, so that the lines above keep their numbers
  const done = open.toSorted((a, b) => lineOf(b) - lineOf(a)).map((one) => ({ one, written: write && insert(dir, one) }));
  return done.map(({ one: { at, gap, words }, written }) => ({ file: at.file, gap: at.value.gaps[gap]?.id ?? '', words, written }));
}

const listOf = ({ at, gap }: OpenGap): readonly string[] | undefined => at.value.gaps[gap]?.neighbours;
const lineOf = (open: OpenGap): number => open.at.line(['gaps', open.gap, listOf(open) ? 'neighbours' : 'answers']) ?? 0;

/** False where the file is written in a way that a program does not change. */
function insert(dir: string, open: OpenGap): boolean {
  const path = join(dir, open.at.file);
  const lines = readFileSync(path, 'utf8').split('\n');
  const index = lineOf(open) - 1;
  const changed = withList(lines[index] ?? '', listOf(open), open.words);
  if (changed === null) return false;
  lines.splice(index, 1, ...changed);
  writeFileSync(path, lines.join('\n'));
  return true;
}

/** The line of a gap's neighbours, or of its answers, with these words as well. */
function withList(line: string, old: readonly string[] | undefined, words: readonly string[]): string[] | null {
  const list = `neighbours: [${[...(old ?? []), ...words].join(', ')}]`;
  if (old) return /\bneighbours: \[[^\]]*\]/.test(line) ? [line.replace(/\bneighbours: \[[^\]]*\]/, () => list)] : null;
  const [, indent] = /^(\s*)answers: \[[^\]]*\](?:\s*#.*)?$/.exec(line) ?? [];
  if (indent !== undefined) return [line, `${indent}${list}`];
  return /\banswers: \[[^\]]*\], /.test(line) ? [line.replace(/\banswers: \[[^\]]*\], /, (answers) => `${answers}${list}, `)] : null;
}
