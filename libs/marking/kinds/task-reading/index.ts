import { fillLine, joinTexts } from '../../fill-prose.js';
import { UnfitResponse, tagged, unclear, verdictFor, type BodyOf, type KindRules, type MarkOn, type Marked, type ResponseOf } from '../../marked.js';
import { NOTHING_MATCHED, atLine, spansRight } from '../../phrases-parts.js';
import { showLine } from '../parts.js';

type Body = BodyOf<'task-reading'>;

/** Pieces with their right role ÷ pieces. One that is not right says the reason of the role that was chosen, else its own. */
function markTaskReading(body: Body, { roles }: ResponseOf<'task-reading'>, { general }: MarkOn): Marked {
  const unknown = Object.entries(roles).find(([id, role]) => !body.spans.some((span) => span.id === id) || !body.roles.includes(role));
  if (unknown !== undefined) throw new UnfitResponse(`there is no piece "${unknown[0]}" with the role "${unknown[1]}"`);
  if (Object.keys(roles).length === 0) return unclear(NOTHING_MATCHED);
  const chosen = (id: string) => (Object.hasOwn(roles, id) ? roles[id] : undefined);
  const wrong = body.spans.filter((span) => chosen(span.id) !== span.role);
  const parts = Object.fromEntries(body.spans.map((span) => [span.id, wrong.includes(span) ? ('wrong' as const) : ('right' as const)]));
  const score = (body.spans.length - wrong.length) / body.spans.length;
  if (wrong.length === 0) return { verdict: 'right', score: 1, feedback: general.right, parts };
  const reasons = wrong.map((span) => {
    const mistake = body.mistakes.find((one) => one.span === span.id && one.role === chosen(span.id));
    const text = mistake?.say ?? span.feedback;
    return { text: text && atLine(body.spans.indexOf(span) + 1, text), ...tagged(mistake, span) };
  });
  const said = reasons.flatMap(({ text }) => (text ? [text] : []));
  const feedback = joinTexts(spansRight(body.spans.length - wrong.length, body.spans.length), ...(said.length > 0 ? said : [general.wrong]));
  return { verdict: verdictFor(score), score, feedback, parts, ...tagged(...reasons) };
}

export const taskReading: KindRules<'task-reading'> = {
  mark: markTaskReading,
  solve: (body) => ({ kind: body.kind, roles: Object.fromEntries(body.spans.map((span) => [span.id, span.role])) }),
  wrong: (body) => ({
    kind: body.kind,
    roles: Object.fromEntries(body.spans.map((span) => [span.id, body.roles.find((role) => role !== span.role) ?? span.role])),
  }),
  view: (body, values) => ({ kind: body.kind, spans: body.spans.map((span) => showLine(span, values)), roles: body.roles }),
  chance: (body) => body.roles.length ** -body.spans.length,
  parts: (body) => body.spans.map((span) => span.id),
  tally: (body, { roles }, { values, marked }) =>
    body.spans.map((span) => ({ part: fillLine(span.text, values), given: roles[span.id] ?? '', right: marked.parts[span.id] === 'right' })),
};
