import type { CourseRole } from '#lotse/contract';

const MEMBERSHIP = 'http://purl.imsglobal.org/vocab/lis/v2/membership';
const TEST_USER = 'http://purl.imsglobal.org/vocab/lti/system/person#TestUser';
/** Deprecated short names that platforms still send for context roles (LTI Core 1.3, A.2.3). */
const SHORT = new Set(['Instructor', 'Learner', 'Mentor', 'Administrator', 'ContentDeveloper']);

/** What a launch's roles give. `mentor` is not let in; `proposed` is shown to an admin and gives nothing by itself. */
export interface RoleClaim {
  role: Exclude<CourseRole, 'tutor'> | 'mentor';
  test: boolean;
  proposed: 'tutor' | null;
}

/**
 * Only roles of this course count (LTI Core 1.3, A.2.3): an institution's or a system's role made people teachers of
 * courses they do not teach, in other tools. Whoever has none, or one unknown to us, has the least rights. Who is tutor,
 * companion or admin is granted inside Lotse: editing teachers, tutors and managers all arrive as Instructor.
 */
export function readRoles(roles: readonly string[]): RoleClaim {
  const test = roles.includes(TEST_USER);
  const assists = roles.some((role) => role === `${MEMBERSHIP}/Instructor#TeachingAssistant`);
  const own = new Set(roles.map(contextRole));
  if (assists) return { role: own.has('Learner') ? 'trainee' : 'guest', test, proposed: 'tutor' };
  if (own.has('Instructor')) return { role: 'teacher', test, proposed: null };
  if (own.has('Learner')) return { role: 'trainee', test, proposed: null };
  return { role: own.has('Mentor') ? 'mentor' : 'guest', test, proposed: null };
}

/** The principal role of the course this names, if it names one; a sub-role is not its principal role. */
function contextRole(role: string): string | null {
  if (SHORT.has(role)) return role;
  return role.startsWith(`${MEMBERSHIP}#`) ? role.slice(MEMBERSHIP.length + 1) : null;
}
