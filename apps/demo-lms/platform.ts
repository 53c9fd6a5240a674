/** What every handler of a site works with. */
import type { JsonWebKey } from 'node:crypto';
import type { Clock, StorageMode } from './options.js';
import type { Container, Course, Enrolment, LineItem, Link, Person, SiteKey, SiteState, Tool } from './model.js';
import type { Sessions } from './sessions.js';

export interface Platform {
  key: string;
  name: string;
  shortName: string;
  locale: string;
  accent: string;
  /** Origin and sub-folder: the issuer, and the front of every address. */
  base: string;
  folder: string;
  clock: Clock;
  state: SiteState;
  sessions: Sessions;
  storage: StorageMode | null;
  /** An activity without a grade names its column all the same, as an empty text: a Moodle 4.5.6 does so in some launches. */
  emptyLineItem?: boolean;
  fetch: typeof fetch;
  /** Keys of tools as last fetched, by their URL. */
  toolKeys: Map<string, JsonWebKey[]>;
  /** Resolves once the change is safely kept. */
  changed(): Promise<void>;
}

export const SITE_COURSE = '1';

export function nowSeconds(platform: Platform): number {
  return Math.floor(platform.clock.now().getTime() / 1000);
}

export function signingKey(platform: Platform): SiteKey {
  const key = platform.state.keys.at(-1);
  if (!key) throw new Error(`site ${platform.key} has no key`);
  return key;
}

export function findPerson(state: SiteState, id: string): Person | null {
  return state.people.find((person) => person.id === id) ?? null;
}

export function findCourse(state: SiteState, id: string): Course | null {
  return state.courses.find((course) => course.id === id) ?? null;
}

export function findLink(state: SiteState, id: string): Link | null {
  return state.links.find((link) => link.id === id) ?? null;
}

export function findTool(state: SiteState, id: string): Tool | null {
  return state.tools.find((tool) => tool.id === id) ?? null;
}

export function enrolmentOf(state: SiteState, courseId: string, personId: string): Enrolment | null {
  return state.enrolments.find((e) => e.courseId === courseId && e.personId === personId) ?? null;
}

export function isManager(person: Person): boolean {
  return person.siteRole !== 'none';
}

/** Teacher, tutor, manager and admin all arrive at a tool as Instructor. */
export function isStaff(state: SiteState, courseId: string, person: Person): boolean {
  const role = enrolmentOf(state, courseId, person.id)?.role;
  return isManager(person) || role === 'teacher' || role === 'tutor';
}

/** May add activities: editing teachers and managers, not tutors. */
export function mayEdit(state: SiteState, courseId: string, person: Person): boolean {
  return isManager(person) || enrolmentOf(state, courseId, person.id)?.role === 'teacher';
}

export function maySeeCourse(state: SiteState, courseId: string, person: Person): boolean {
  if (person.suspended) return false;
  const enrolment = enrolmentOf(state, courseId, person.id);
  return isManager(person) || (enrolment !== null && !enrolment.suspended);
}

export function fullName(person: Person): string {
  return `${person.givenName} ${person.familyName}`;
}

/** How an activity is shown: as it says itself, else as its tool does. */
export function containerOf(tool: Tool | null, link: Link): Exclude<Container, 1> {
  return link.container === 1 ? (tool?.container ?? 3) : link.container;
}

/** A column whose review opens at the link's own address. */
export const DEFAULT_REVIEW = 'DEFAULT';

/** Where a launch goes: the review's own address, the link's, the tool's. */
export function targetUrl(tool: Tool, link: Link, reviewed: LineItem | null): string {
  const review = reviewed?.reviewUrl === DEFAULT_REVIEW ? '' : reviewed?.reviewUrl;
  return review || link.url || tool.targetUrl;
}

/** The column a launch names; none where a link has several, as in Moodle. */
export function columnOf(state: SiteState, link: Link): LineItem | null {
  const linked = state.items.filter((item) => item.linkId === link.id);
  if (linked.length > 0) return linked.length === 1 ? (linked[0] ?? null) : null;
  return state.items.find((item) => item.instanceId === link.id) ?? null;
}
