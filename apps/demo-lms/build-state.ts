/** Makes the rows of a new site from its options, counting ids as a fresh Moodle would. */
import { randomBytes } from 'node:crypto';
import { columnFor } from './content-items.js';
import { writeCustom } from './custom-values.js';
import { makeKey } from './keys.js';
import type { Container, Course, Link, Person, SiteKey, SiteState, Tool } from './model.js';
import type { CourseOptions, LinkOptions, PersonOptions, SiteOptions } from './options.js';
import { DEFAULT_REVIEW, type Platform } from './platform.js';
import { AGS_SCOPES, SCOPE } from './scopes.js';

export async function emptyState(options: SiteOptions): Promise<SiteState> {
  const guest: Person = {
    id: '1',
    username: 'guest',
    givenName: 'Gast',
    familyName: ' ',
    email: 'root@localhost',
    sourcedId: '',
    siteRole: 'none',
    groups: '',
    suspended: false,
  };
  const site: Course = { id: '1', key: 'site', label: options.shortName ?? options.name, title: options.name, sourcedId: '', history: [] };
  return {
    people: [guest],
    courses: [site],
    enrolments: [],
    tools: [],
    links: [],
    items: [],
    grades: [],
    posts: [],
    tokens: [],
    keys: [await firstKey(options.key)],
    last: { person: 1, course: 1, tool: 0, link: 0, item: 1 },
  };
}

const firstKeys = new Map<string, Promise<SiteKey>>();

/** Making a key takes a third of a second: sites of one name share their first one within a process (tests). */
function firstKey(site: string): Promise<SiteKey> {
  const key = firstKeys.get(site) ?? makeKey();
  firstKeys.set(site, key);
  return key;
}

/** People first need the courses, links need both; the order of ids follows the order of the options. */
export function fillState(platform: Platform, options: SiteOptions, toolUrl: string): void {
  if (!options.withoutTool) platform.state.tools.push(ownTool(platform, toolUrl, options.toolCustom ?? {}));
  for (const course of options.courses ?? []) addCourse(platform, course);
  for (const person of options.people ?? []) addPerson(platform, person);
  for (const course of options.courses ?? []) {
    for (const link of course.links ?? []) addLink(platform, { course: course.key, ...link });
  }
}

/** Addresses follow the tool's origin at every start, also where the rest comes from the state file. */
export function toolAddresses(toolUrl: string): Pick<Tool, 'loginUrl' | 'targetUrl' | 'deepLinkUrl' | 'redirectUris' | 'jwksUrl'> {
  const launch = `${toolUrl}/lti/launch`;
  return { loginUrl: `${toolUrl}/lti/login`, targetUrl: launch, deepLinkUrl: launch, redirectUris: [launch], jwksUrl: `${toolUrl}/lti/keys` };
}

function ownTool(platform: Platform, toolUrl: string, custom: Record<string, string>): Tool {
  return {
    id: String((platform.state.last.tool += 1)),
    name: 'Lotse',
    description: 'Prüfungsvorbereitung und Deutsch für die Prüfung',
    clientId: `lotse-${platform.key}`,
    state: 'active',
    ...toolAddresses(toolUrl),
    scopes: [...AGS_SCOPES, SCOPE.roster],
    custom: writeCustom(custom),
    sendName: 'always',
    sendEmail: 'never',
    icon: '',
    usage: 'chooser',
  };
}

export function addCourse(platform: Platform, options: CourseOptions): Course {
  const course: Course = {
    id: String((platform.state.last.course += 1)),
    key: options.key,
    label: options.label,
    title: options.title,
    sourcedId: options.sourcedId ?? '',
    history: [],
  };
  platform.state.courses.push(course);
  return course;
}

export function addPerson(platform: Platform, options: PersonOptions): Person {
  const id = String((platform.state.last.person += 1));
  const person: Person = {
    id,
    username: options.username,
    givenName: options.givenName,
    familyName: options.familyName,
    email: options.email ?? `${options.username}@example.org`,
    sourcedId: options.sourcedId ?? `P-${1000 + Number(id)}`,
    siteRole: options.siteRole ?? 'none',
    groups: options.groups ?? '',
    suspended: false,
  };
  platform.state.people.push(person);
  for (const [key, role] of Object.entries(options.courses ?? {})) {
    const courseId = courseByKey(platform, key).id;
    platform.state.enrolments.push({ courseId, personId: id, role, suspended: false });
  }
  return person;
}

export function courseByKey(platform: Platform, key: string | undefined): Course {
  const { courses } = platform.state;
  const found = key === undefined ? courses.find((course) => course.id !== '1') : courses.find((course) => course.key === key || course.id === key);
  if (!found) throw new Error(`site ${platform.key} has no course ${key ?? ''}`);
  return found;
}

const CONTAINER = { embed: 2, 'embed-no-blocks': 3, window: 4 } as const satisfies Record<string, Container>;

export function addLink(platform: Platform, options: LinkOptions): Link {
  const state = platform.state;
  const tool = options.tool ? state.tools.find((one) => one.clientId === options.tool) : state.tools[0];
  if (!tool) throw new Error(`site ${platform.key} has no tool for the link ${options.key}`);
  const id = String((state.last.link += 1));
  const graded = options.graded ?? true;
  const link: Link = {
    id,
    cmid: String(Number(id) + 1),
    key: options.key || `link-${randomBytes(4).toString('hex')}`,
    courseId: courseByKey(platform, options.course).id,
    toolId: tool.id,
    title: options.title,
    description: options.description ?? '',
    url: options.url ?? '',
    icon: '',
    custom: writeCustom(options.custom ?? {}),
    container: CONTAINER[options.presentation ?? 'embed'],
    graded,
    grade: graded ? (options.scoreMaximum ?? 100) : 0,
    sendName: true,
    sendEmail: true,
  };
  state.links.push(link);
  const column = {
    lineitemresourceid: options.resourceId ?? '',
    lineitemtag: options.tag ?? '',
    lineitemsubreviewurl: options.review ? DEFAULT_REVIEW : '',
  };
  if (graded) state.items.push(columnFor(platform, link, column));
  return link;
}
