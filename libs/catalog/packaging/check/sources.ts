import type { SourceNote } from '#lotse/contract';
import type { ContentProblem, FieldPath, Loaded } from '../problem.js';
import { error, warning, type Check, type CheckWorld } from './world.js';

const LAWS = [
  'AEVO',
  'AGG',
  'AktG',
  'AO',
  'ArbSchG',
  'ArbStättV',
  'ArbZG',
  'AÜG',
  'BAföG',
  'BBiG',
  'BDSG',
  'BEEG',
  'BetrSichV',
  'BetrVG',
  'BGB',
  'BUrlG',
  'DGUV',
  'DSGVO',
  'EFZG',
  'EntgTranspG',
  'EStG',
  'GefStoffV',
  'GewO',
  'GG',
  'GmbHG',
  'HGB',
  'HwO',
  'JArbSchG',
  'JuSchG',
  'KSchG',
  'MiLoG',
  'MuSchG',
  'NachwG',
  'PAngV',
  'PflegeZG',
  'ProdHaftG',
  'SGB',
  'StGB',
  'StVO',
  'TVG',
  'TzBfG',
  'UStDV',
  'UStG',
  'UWG',
  'VerpackG',
  'ZPO',
];
const NAMES_LAW = new RegExp(`§|(?<![\\p{L}])(${LAWS.join('|')})(?![\\p{L}])`, 'u');

/** A statement of law has a source; a source was read within the last twelve months and not in the future. */
export const checkSources: Check = (world) => [
  ...world.tree.exercises.flatMap((at) => {
    const sources = at.value.sources ?? [];
    return [...missing(at, sources.length > 0), ...sources.flatMap((source, index) => age(at, ['sources', index], source, world.asOf))];
  }),
  ...world.tree.facts.flatMap((at) =>
    at.value.values.flatMap((value, index) => {
      const over = value.validTo !== undefined && value.validTo < world.asOf;
      return over ? [] : age(at, ['values', index, 'source'], value.source, world.asOf);
    }),
  ),
];

function missing(at: CheckWorld['tree']['exercises'][number], hasSources: boolean): ContentProblem[] {
  if (hasSources) return [];
  const file = at.value;
  const texts = { stem: file.stem, stemPlain: file.stemPlain, explanation: file.explanation, explanationPlain: file.explanationPlain };
  const named = Object.entries(texts)
    .map(([field, text]) => ({ field, law: NAMES_LAW.exec(text)?.[0] }))
    .find((one) => one.law !== undefined);
  return named
    ? [error(at, [named.field], 'source-missing', `"${named.law}" is named here and "sources" is empty; add the law, section, address and the day you read it`)]
    : [];
}

/** Problems of a source: read too long ago, in the future, or by nobody. */
export function age(at: Loaded<unknown>, path: FieldPath, source: SourceNote, asOf: string): ContentProblem[] {
  const name = `${source.law} ${source.section}`;
  const yearAgo = `${Number(asOf.slice(0, 4)) - 1}${asOf.slice(4)}`;
  return [
    ...(source.asOf < yearAgo
      ? [error(at, [...path, 'asOf'], 'source-old', `${name} was last read on ${source.asOf}, more than 12 months before ${asOf}; read it again and set asOf`)]
      : []),
    ...(source.asOf > asOf ? [error(at, [...path, 'asOf'], 'source-future', `${name} has asOf ${source.asOf}, after ${asOf}; write the day it was read`)] : []),
    ...(source.checked
      ? []
      : [warning(at, path, 'unchecked', `${name} is unchecked: nobody has compared this with the text of the law; learners see "noch nicht geprüft"`)]),
  ];
}
