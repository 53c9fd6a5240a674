import { isHandKind, type HandKind, type PackedBody, type PackedExercise, type Text2 } from '#lotse/contract';
import { fillLine, fillProse, joinTexts } from '../../fill-prose.js';
import type { Values } from '../../decimal.js';
import { unclear, type BodyOf, type KindRules, type Marked } from '../../marked.js';
import { NOTHING_SAID, NOTHING_WRITTEN, POINTS_WANTED, WAITS, WAITS_HEARD } from './phrases.js';
import { proseLines } from '../../prose-words.js';
import { showLine } from '../parts.js';

export type HandBody = Extract<PackedBody, { kind: HandKind }>;
const isHandBody = (body: PackedBody): body is HandBody => isHandKind(body.kind);

/** A sent answer waits: what it is worth is said by whoever reads it. */
function sent(text: string): Marked {
  return text.trim() === '' ? unclear(NOTHING_WRITTEN) : { verdict: 'manual', score: 0, feedback: WAITS, parts: {} };
}

const titles = (body: HandBody, values: Values) => body.rubric.map(({ id, title }) => ({ id, title: fillLine(title, values) }));
const modelOf = (body: HandBody, values: Values): string => proseLines(fillProse(body.model.standard, values));

/** What belongs into the answer, as a list. */
function wanted(points: readonly { text: Text2['standard'] | string; textPlain: Text2['plain'] | string }[], values: Values): Text2 {
  const line = (text: Text2['standard'] | string) => [typeof text === 'string' ? fillLine(text, values) : proseLines(fillProse(text, values))];
  return joinTexts(POINTS_WANTED, { standard: [{ ul: points.map((one) => line(one.text)) }], plain: [{ ul: points.map((one) => line(one.textPlain)) }] });
}

const NO_IDEA = 'Das weiß ich noch nicht.';

/** An answer in sentences. Which points belong into it is told once it is sent. */
export const open: KindRules<'open'> = {
  mark: (_, { text }) => sent(text),
  solve: (body, values) => ({ kind: body.kind, text: modelOf(body, values) }),
  wrong: (body) => ({ kind: body.kind, text: NO_IDEA }),
  explain: (body, values) => wanted(body.points, values),
  view: (body, values) => ({ kind: body.kind, criteria: titles(body, values) }),
  chance: () => 0,
  parts: () => [],
  tally: () => [],
};

/** A mail, a note, a report, a letter: what belongs into it is known while it is written. */
export const writing: KindRules<'writing'> = {
  mark: (_, { text }) => sent(text),
  solve: (body, values) => ({ kind: body.kind, text: modelOf(body, values), ticked: body.points.map((point) => point.id) }),
  wrong: (body) => ({ kind: body.kind, text: NO_IDEA, ticked: [] }),
  view: (body: BodyOf<'writing'>, values) => ({
    kind: body.kind,
    form: body.form,
    words: body.words,
    points: body.points.map((point) => showLine(point, values)),
    phrases: body.phrases.map((phrase) => fillLine(phrase, values)),
    criteria: titles(body, values),
  }),
  chance: () => 0,
  parts: () => [],
  tally: () => [],
};

/** Something that is said: never marked but by somebody who has heard it. */
export const recording: KindRules<'recording'> = {
  mark: (_, { recording: id }) => (id === '' ? unclear(NOTHING_SAID) : { verdict: 'manual', score: 0, feedback: WAITS_HEARD, parts: {} }),
  solve: (body, values) => ({ kind: body.kind, recording: '', model: modelOf(body, values) }),
  wrong: (body) => ({ kind: body.kind, recording: '' }),
  view: (body, values) => ({
    kind: body.kind,
    seconds: body.seconds,
    points: body.points.map((point) => showLine(point, values)),
    criteria: titles(body, values),
  }),
  chance: () => 0,
  parts: () => [],
  tally: () => [],
};

/** What whoever marks needs to know of a task; null for one that the server marks. */
export interface HandSheet {
  criteria: { id: string; title: string; levels: string[] }[];
  points: { id: string; text: string }[];
  model: string;
}
export function handSheet({ body }: Pick<PackedExercise, 'body'>, values: Values): HandSheet | null {
  if (!isHandBody(body)) return null;
  return {
    criteria: body.rubric.map(({ id, title, levels }) => ({ id, title: fillLine(title, values), levels: levels.map((level) => fillLine(level, values)) })),
    points: body.points.map(({ id, text }) => ({ id, text: typeof text === 'string' ? fillLine(text, values) : proseLines(fillProse(text, values)) })),
    model: modelOf(body, values),
  };
}
