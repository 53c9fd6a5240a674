/**
 * Closed answers marked in this process: every task of content/ with a right and a wrong answer, families at their deployed seeds, in rounds.
 * Prints how many were marked per second of processor time, over all and by kind.
 */
import { germanDay } from '../../dist/libs/contract/index.js';
import { buildPackages, readContent } from '../../dist/libs/catalog/index.js';
import { familyOf, mark, solve, wrongAnswer } from '../../dist/libs/marking/index.js';

const LEAST = 2000;
const CONTENT = new URL('../../content', import.meta.url).pathname;

function answersOf(exercise) {
  const { seeds } = familyOf(exercise);
  return (seeds.length > 0 ? seeds : [1]).flatMap((seed) =>
    [solve(exercise, { seed }).solution, wrongAnswer(exercise, { seed })].map((response) => ({ kind: exercise.body.kind, exercise, response, seed })),
  );
}

function markAll(answers) {
  const begin = process.cpuUsage();
  let marked = 0;
  // a kind with few tasks is marked again until there is something to measure
  do {
    for (const { exercise, response, seed } of answers) mark(exercise, response, { seed });
    marked += answers.length;
  } while (marked < LEAST);
  const { user, system } = process.cpuUsage(begin);
  return (user + system) / 1e6 / marked;
}

export function rounds({ rounds: wanted = '8' }) {
  const { packages } = buildPackages(readContent(CONTENT), germanDay(new Date()));
  const answers = packages.flatMap((unit) => unit.exercises).flatMap(answersOf);
  const kinds = [...new Set(answers.map(({ kind }) => kind))].sort();
  for (let warm = 0; warm < 3; warm++) markAll(answers);
  const perSecond = (of) => {
    const seconds = Array.from({ length: Number(wanted) }, () => markAll(of)).sort((a, b) => a - b);
    return Math.round(1 / seconds[Math.floor(seconds.length / 2)]);
  };
  const byKind = Object.fromEntries(kinds.map((kind) => [kind, perSecond(answers.filter((one) => one.kind === kind))]));
  console.log(JSON.stringify({ bench: 'marking', rounds: Number(wanted), answers: answers.length, perSecond: perSecond(answers), byKind }));
}
