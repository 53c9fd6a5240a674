/** The claims of a launch, member for member in the order of the recorded Moodle 4.5.6. */
import { createHash, randomBytes, randomInt } from 'node:crypto';
import { fillVariable, readCustom } from './custom-values.js';
import { plainText } from './http.js';
import type { Course, Link, Person, Tool } from './model.js';
import { columnOf, containerOf, fullName, isStaff, nowSeconds, SITE_COURSE, targetUrl, type Platform } from './platform.js';
import { AGS_SCOPES, SCOPE } from './scopes.js';

export type Claims = Record<string, unknown>;

export interface LaunchInput {
  tool: Tool;
  course: Course;
  person: Person;
  nonce?: string;
}

export interface LinkLaunchInput extends LaunchInput {
  link: Link;
  target?: 'iframe' | 'window' | 'frame';
  sesskey?: string;
  /** Person whose work is to be reviewed: makes it an LtiSubmissionReviewRequest. */
  forUser?: string | null;
}

const LTI = 'https://purl.imsglobal.org/spec/lti/claim';
const LIS = 'http://purl.imsglobal.org/vocab/lis/v2';

export function linkClaims(platform: Platform, input: LinkLaunchInput): Claims {
  const { tool, course, person, link } = input;
  const item = columnOf(platform.state, link);
  const review = input.forUser ?? null;
  const target = targetUrl(tool, link, review ? item : null);
  const message = review ? 'LtiSubmissionReviewRequest' : 'LtiResourceLinkRequest';
  const outcome = link.graded ? { 'https://purl.imsglobal.org/spec/lti-bo/claim/basicoutcome': basicOutcome(platform, link, person) } : {};
  const extra = review && item ? item.reviewParams : '';
  return {
    ...head(platform, input, target),
    ...(review ? { [`${LTI}/for_user`]: { user_id: review } } : {}),
    [`${LTI}/message_type`]: message,
    [`${LTI}/resource_link`]: { title: link.title, description: plainText(link.description), id: link.id },
    ...outcome,
    ...personClaims(tool, person, link),
    [`${LTI}/launch_presentation`]: presentation(platform, input),
    ...platformClaims(platform),
    [`${LTI}/custom`]: custom(platform, input, [link.custom, tool.custom, extra], link),
    ...services(platform, tool, course, item?.id ?? null),
  };
}

export function deepLinkingClaims(platform: Platform, input: LaunchInput & { sesskey?: string }): Claims {
  const { tool, course, person } = input;
  const back = `${platform.base}/mod/lti/contentitem_return.php?course=${course.id}&id=${tool.id}&sesskey=${input.sesskey ?? 'x'}`;
  return {
    ...head(platform, input, tool.deepLinkUrl ?? tool.targetUrl),
    [`${LTI}/message_type`]: 'LtiDeepLinkingRequest',
    ...personClaims(tool, person, null),
    [`${LTI}/launch_presentation`]: { locale: platform.locale },
    ...platformClaims(platform),
    [`${LTI}/custom`]: custom(platform, input, [tool.custom], null),
    ...services(platform, tool, course, null),
    'https://purl.imsglobal.org/spec/lti-dl/claim/deep_linking_settings': {
      accept_types: ['ltiResourceLink'],
      accept_presentation_document_targets: ['frame', 'iframe', 'window'],
      accept_copy_advice: false,
      accept_multiple: true,
      accept_unsigned: false,
      auto_create: false,
      can_confirm: false,
      deep_link_return_url: back,
      title: tool.name,
      text: '',
    },
  };
}

function head(platform: Platform, input: LaunchInput, target: string): Claims {
  const { tool, course, person } = input;
  const iat = nowSeconds(platform);
  const type = course.id === SITE_COURSE ? 'Group' : 'CourseSection';
  return {
    nonce: input.nonce ?? randomBytes(16).toString('hex'),
    iat,
    exp: iat + 60,
    iss: platform.base,
    aud: tool.clientId,
    [`${LTI}/deployment_id`]: tool.id,
    [`${LTI}/target_link_uri`]: target,
    sub: person.id,
    [`${LTI}/lis`]: { person_sourcedid: person.sourcedId, course_section_sourcedid: course.sourcedId },
    [`${LTI}/roles`]: roles(platform, course, person),
    [`${LTI}/context`]: { id: course.id, label: course.label, title: course.title, type: [type] },
  };
}

function roles(platform: Platform, course: Course, person: Person): string[] {
  if (person.siteRole === 'admin') {
    return [`${LIS}/institution/person#Administrator`, `${LIS}/membership#Instructor`, `${LIS}/system/person#Administrator`];
  }
  return [`${LIS}/membership#${isStaff(platform.state, course.id, person) ? 'Instructor' : 'Learner'}`];
}

/** Signed reference of a grade cell in the old outcomes service; sent, though that service is not played. */
export function basicOutcome(platform: Platform, link: Link, person: Person): Claims {
  const data = { instanceid: link.id, userid: person.id, typeid: link.toolId, launchid: randomInt(1, 2_147_483_647) };
  const hash = createHash('sha256')
    .update(JSON.stringify(data) + platform.state.keys[0]?.kid)
    .digest('hex');
  return {
    lis_result_sourcedid: JSON.stringify({ data, hash }),
    lis_outcome_service_url: `${platform.base}/mod/lti/service.php`,
  };
}

export function sendsName(tool: Tool, link: Link | null): boolean {
  return tool.sendName === 'always' || (tool.sendName === 'delegate' && link !== null && link.sendName);
}

export function sendsEmail(tool: Tool, link: Link | null): boolean {
  return tool.sendEmail === 'always' || (tool.sendEmail === 'delegate' && link !== null && link.sendEmail);
}

function personClaims(tool: Tool, person: Person, link: Link | null): Claims {
  const named = sendsName(tool, link);
  const name = { given_name: person.givenName, family_name: person.familyName, name: fullName(person) };
  return {
    ...(named ? name : {}),
    [`${LTI}/ext`]: { ...(named ? { user_username: person.username } : {}), lms: 'moodle-2' },
    ...(sendsEmail(tool, link) ? { email: person.email } : {}),
  };
}

function presentation(platform: Platform, input: LinkLaunchInput): Claims {
  const { link, course, tool } = input;
  const own = containerOf(tool, link);
  const target = input.target ?? (own === 4 ? 'window' : 'iframe');
  const framed = own === 2 ? 2 : 3;
  const container = target === 'frame' ? 5 : target === 'window' ? 4 : framed;
  const query = `course=${course.id}&launch_container=${container}&instanceid=${link.id}&sesskey=${input.sesskey ?? 'x'}`;
  return { locale: platform.locale, document_target: target, return_url: `${platform.base}/mod/lti/return.php?${query}` };
}

function platformClaims(platform: Platform): Claims {
  return {
    [`${LTI}/tool_platform`]: {
      product_family_code: 'moodle',
      version: '2024100706',
      guid: createHash('md5').update(platform.key).digest('hex'),
      name: platform.shortName,
      description: platform.name,
    },
    [`${LTI}/version`]: '1.3.0',
  };
}

function custom(platform: Platform, input: LaunchInput, sources: string[], link: Link | null): Claims {
  const { tool, course, person } = input;
  const service = `${platform.base}/mod/lti/services.php`;
  const pairs = sources.flatMap((lines) => readCustom(lines));
  return {
    ...Object.fromEntries(pairs.map(([key, value]) => [key, fillVariable(value, { person, course, link })])),
    ...(tool.scopes.includes(SCOPE.roster) ? { context_memberships_url: rosterUrl(platform, course, tool) } : {}),
    ...(tool.scopes.includes(SCOPE.toolSetting) ? settingUrls(service, course, tool, link) : {}),
  };
}

function settingUrls(service: string, course: Course, tool: Tool, link: Link | null): Claims {
  return {
    system_setting_url: `${service}/tool/${tool.id}/custom`,
    context_setting_url: `${service}/CourseSection/${course.id}/bindings/tool/${tool.id}/custom`,
    ...(link ? { link_setting_url: `${service}/links/{link_id}/custom` } : {}),
  };
}

function services(platform: Platform, tool: Tool, course: Course, itemId: string | null): Claims {
  const scope = AGS_SCOPES.filter((one) => tool.scopes.includes(one));
  const items = `${platform.base}/mod/lti/services.php/${course.id}/lineitems`;
  const grades = {
    scope,
    lineitems: `${items}?type_id=${tool.id}`,
    ...(itemId ? { lineitem: `${items}/${itemId}/lineitem?type_id=${tool.id}` } : platform.emptyLineItem ? { lineitem: '' } : {}),
  };
  const roster = { context_memberships_url: rosterUrl(platform, course, tool), service_versions: ['1.0', '2.0'] };
  return {
    ...(scope.length > 0 ? { 'https://purl.imsglobal.org/spec/lti-ags/claim/endpoint': grades } : {}),
    ...(tool.scopes.includes(SCOPE.roster) ? { 'https://purl.imsglobal.org/spec/lti-nrps/claim/namesroleservice': roster } : {}),
  };
}

export function rosterUrl(platform: Platform, course: Course, tool: Tool): string {
  return `${platform.base}/mod/lti/services.php/CourseSection/${course.id}/bindings/${tool.id}/memberships`;
}
