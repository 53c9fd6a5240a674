/** NRPS: active members by family name; a non-editing teacher counts as Learner here, unlike in a launch. */
import { basicOutcome, rosterUrl, sendsEmail, sendsName } from './claims.js';
import type { Reply } from './http.js';
import type { Link, Person } from './model.js';
import { columnOf, findLink, fullName, SITE_COURSE } from './platform.js';
import { FORMAT, refusal, serviceReply, type ListCall } from './service-call.js';

interface Member {
  person: Person;
  roles: string[];
}

const byName = new Intl.Collator('de');

export function answerRoster(call: ListCall): Reply {
  const { platform, req, course, tool } = call;
  const rlid = req.query.get('rlid');
  const link = rlid ? findLink(platform.state, rlid) : null;
  if (rlid && link?.courseId !== course.id) return refusal(req, 404, `Not Found: LTI link ${rlid} doesn't exist`);
  const role = (req.query.get('role') ?? '').split('#').at(-1);
  const all = members(call).filter((member) => !role || member.roles.includes(role));
  const limit = Number(req.query.get('limit') ?? 0);
  const from = Number(req.query.get('from') ?? 0);
  const page = limit > 0 ? all.slice(from, from + limit) : all;
  const url = rosterUrl(platform, course, tool);
  const filters = `${role ? `&role=${encodeURIComponent(req.query.get('role') ?? '')}` : ''}${rlid ? `&rlid=${rlid}` : ''}`;
  const more = limit > 0 && from + limit < all.length;
  const headers: Record<string, string> = more ? { link: `<${url}?limit=${limit}&from=${from + limit}${filters}>; rel="next"` } : {};
  if (req.accept === FORMAT.rosterOld) return serviceReply(FORMAT.rosterOld, oldShape(call, url, page), 200, headers);
  const context = { id: course.id, label: course.label, title: course.title };
  return serviceReply(FORMAT.roster, { id: url, context, members: page.map((member) => shown(call, member, link)) }, 200, headers);
}

function members({ platform, course }: ListCall): Member[] {
  const { state } = platform;
  const found: Member[] = [];
  if (course.id === SITE_COURSE) {
    for (const person of state.people) if (!person.suspended) found.push({ person, roles: siteRoles(person) });
  } else {
    const people = new Map(state.people.map((person) => [person.id, person]));
    for (const enrolment of state.enrolments) {
      if (enrolment.courseId !== course.id || enrolment.suspended) continue;
      const person = people.get(enrolment.personId);
      if (!person || person.suspended) continue;
      found.push({ person, roles: [enrolment.role === 'teacher' ? 'Instructor' : 'Learner'] });
    }
  }
  return found.sort((a, b) => byName.compare(a.person.familyName, b.person.familyName) || byName.compare(a.person.givenName, b.person.givenName));
}

/** In the site course a teacher of some course is nobody special. */
function siteRoles(person: Person): string[] {
  if (person.siteRole === 'admin') return ['Instructor', 'http://purl.imsglobal.org/vocab/lis/v2/person#Administrator'];
  return [person.siteRole === 'manager' ? 'Instructor' : 'Learner'];
}

function shown(call: ListCall, { person, roles }: Member, link: Link | null): Record<string, unknown> {
  const { tool } = call;
  const names = { name: fullName(person), given_name: person.givenName, family_name: person.familyName };
  const named = sendsName(tool, link);
  return {
    status: 'Active',
    roles,
    ...(link ? { message: [message(call, link, person)] } : {}),
    user_id: person.id,
    lis_person_sourcedid: person.sourcedId,
    ...(named ? names : {}),
    ...(sendsEmail(tool, link) ? { email: person.email } : {}),
    ...(named ? { ext_user_username: person.username } : {}),
  };
}

function message({ platform }: ListCall, link: Link, person: Person): Record<string, unknown> {
  const graded = columnOf(platform.state, link) !== null;
  return {
    'https://purl.imsglobal.org/spec/lti/claim/message_type': 'LtiResourceLinkRequest',
    ...(graded ? { 'https://purl.imsglobal.org/spec/lti-bo/claim/basicoutcome': basicOutcome(platform, link, person) } : {}),
  };
}

/** Names and Role Provisioning 1.0, which Moodle still speaks. */
function oldShape({ course, tool }: ListCall, url: string, page: Member[]): Record<string, unknown> {
  const membership = page.map(({ person, roles }) => ({
    status: 'Active',
    role: roles,
    member: {
      '@type': 'LISPerson',
      userId: person.id,
      sourcedId: person.sourcedId,
      ...(sendsName(tool, null) ? { name: fullName(person), givenName: person.givenName, familyName: person.familyName } : {}),
      ...(sendsEmail(tool, null) ? { email: person.email } : {}),
      ...(sendsName(tool, null) ? { ext_user_username: person.username } : {}),
    },
  }));
  return {
    '@context': 'http://purl.imsglobal.org/ctx/lis/v2/MembershipContainer',
    '@type': 'Page',
    '@id': url,
    pageOf: { '@type': 'LISMembershipContainer', membershipSubject: { '@type': 'Context', contextId: course.id, membership } },
  };
}
