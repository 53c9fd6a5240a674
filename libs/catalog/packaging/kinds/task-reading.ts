import { TASK_ROLES } from '#lotse/contract';
import { error, halfReason, type FileOf } from '../check/world.js';
import type { ContentProblem, Loaded } from '../problem.js';
import { packLine, packMistakes, packReason, type KindBuild } from './kind-build.js';

type File = FileOf<'task-reading'>;
/** What can be chosen: as written, else the roles that occur and `extra`, in their usual order. */
const rolesOf = (file: File) => file.roles ?? TASK_ROLES.filter((role) => role === 'extra' || file.spans.some((span) => span.role === role));

export const taskReading: KindBuild<'task-reading'> = {
  pack: (file, pen) => ({
    kind: 'task-reading',
    spans: file.spans.map((span, index) => ({ ...packLine(span, ['spans', index], pen), role: span.role, ...packReason(span, ['spans', index], pen) })),
    roles: [...rolesOf(file)],
    mistakes: packMistakes(file.mistakes, ({ span, role }) => ({ span, role }), pen),
  }),
  check: (at) => [...roles(at), ...at.value.spans.flatMap((span, index) => halfReason(at, ['spans', index], span))],
  parts: (file) => ({ field: 'spans', parts: file.spans }),
  formulas: () => [],
};

function roles(at: Loaded<File>): ContentProblem[] {
  const offered = rolesOf(at.value);
  const lacking = at.value.spans
    .filter((span) => !offered.includes(span.role))
    .map((span) => error(at, ['roles'], 'unknown-item', `"${span.role}" of "${span.id}" is not among "roles"`));
  const bad = (at.value.mistakes ?? []).flatMap((mistake, index) => {
    const span = at.value.spans.find((one) => one.id === mistake.span);
    if (!span || !offered.includes(mistake.role))
      return [error(at, ['mistakes', index], 'unknown-item', 'a mistake names a span and a role that can be chosen')];
    return span.role === mistake.role ? [error(at, ['mistakes', index], 'mistake-is-right', 'this is the right role; take the mistake out')] : [];
  });
  return [...lacking, ...bad];
}
