import { m } from '../../paraglide/messages.js';
import { toProblem, type ProblemKind } from './problem.js';

const BY_CODE: Record<string, () => string> = {
  'session.code': m.problem_signed_out,
  'unit.outdated': m.no_tasks,
  'unit.unknown': m.problem_unit_unknown,
  'person.unknown': m.problem_person_unknown,
  'link.unknown': m.problem_link_unknown,
};

const BY_KIND: Record<ProblemKind, () => string> = {
  invalid: m.problem_invalid,
  'signed-out': m.problem_signed_out,
  forbidden: m.problem_forbidden,
  'not-found': m.problem_not_found,
  conflict: m.problem_conflict,
  'too-large': m.problem_too_large,
  'too-many': m.problem_too_many,
  internal: m.problem_internal,
  upstream: m.problem_upstream,
  unavailable: m.problem_unavailable,
  offline: m.problem_offline,
};

/** One sentence for a person: by the code where a more exact one is known, else by the kind. */
export function sayProblem(error: unknown): string {
  const problem = toProblem(error);
  return (BY_CODE[problem.code] ?? BY_KIND[problem.kind])();
}
