/** The rows of one site as they are kept; ids count like Moodle's (site course 1, guest 1, admin 2). */
import type { JsonWebKey } from 'node:crypto';
import type { CourseRole, Privacy, SiteRole } from './options.js';

export interface Person {
  id: string;
  username: string;
  givenName: string;
  familyName: string;
  email: string;
  sourcedId: string;
  siteRole: SiteRole;
  groups: string;
  suspended: boolean;
}

export interface Enrolment {
  courseId: string;
  personId: string;
  role: CourseRole;
  suspended: boolean;
}

export interface Course {
  id: string;
  key: string;
  label: string;
  title: string;
  sourcedId: string;
  /** Ids of the courses this one was copied from, newest first. */
  history: string[];
}

export interface Tool {
  /** Type id; also the deployment id, as in Moodle. */
  id: string;
  name: string;
  description: string;
  clientId: string;
  state: 'active' | 'pending';
  loginUrl: string;
  targetUrl: string;
  deepLinkUrl: string | null;
  redirectUris: string[];
  jwksUrl: string;
  scopes: string[];
  /** key=value lines. */
  custom: string;
  sendName: Privacy;
  sendEmail: Privacy;
  icon: string;
  /** How the tool proves who it is: by its key set, or by one key in PEM. */
  keyType?: 'keyset' | 'rsa';
  publicKey?: string;
  /** Whether teachers find it when they add an activity; Moodle registers a tool without that. */
  usage?: 'hidden' | 'preconfigured' | 'chooser';
  /** Of the activities that name none themselves; without it they are embedded without blocks. */
  container?: Exclude<Container, 1>;
}

/** 1 the tool's, 2 embed, 3 embed without blocks, 4 new window, 5 the window that is there (always on phones). */
export type Container = 1 | 2 | 3 | 4 | 5;

export interface Link {
  /** Instance id = resource_link id. */
  id: string;
  /** Course module id, what the page addresses carry. */
  cmid: string;
  key: string;
  courseId: string;
  toolId: string;
  title: string;
  description: string;
  url: string;
  icon: string;
  custom: string;
  container: Container;
  graded: boolean;
  /** 0 = the column holds no numbers. */
  grade: number;
  sendName: boolean;
  sendEmail: boolean;
}

export interface LineItem {
  id: string;
  courseId: string;
  toolId: string;
  /** mod = column of an activity, manual = column a tool made. */
  kind: 'mod' | 'manual';
  /** Activity the column belongs to (mod only). */
  instanceId: string | null;
  /** Link named in the service, lost by a PUT without resourceLinkId. */
  linkId: string | null;
  label: string;
  scoreMaximum: number;
  resourceId: string;
  tag: string | null;
  hasNumbers: boolean;
  reviewUrl: string;
  reviewParams: string;
}

export interface GradeRow {
  itemId: string;
  personId: string;
  finalGrade: number | null;
  rawGrade: number | null;
  /** Seconds since 1970; 0 = not overridden by a teacher. */
  overridden: number;
  locked: boolean;
  feedback: string | null;
  /** Seconds since 1970. */
  timeModified: number | null;
}

export interface ScorePost {
  at: string;
  url: string;
  itemId: string;
  contentType: string;
  accept: string;
  body: string;
  status: number;
  reason: string;
  /** false where the answer never left (a fault). */
  answered: boolean;
}

export interface AccessToken {
  token: string;
  toolId: string;
  scopes: string[];
  /** Milliseconds since 1970. */
  expires: number;
}

export interface SiteKey {
  kid: string;
  jwk: JsonWebKey;
}

/** Settings of the whole site; what is missing is as in a Moodle that somebody has opened for the tool. */
export interface SiteSettings {
  /** Hosts the site's own requests may not go to, one a line. */
  blockedHosts?: string;
  /** Ports they may go to, one a line; empty = all. */
  allowedPorts?: string;
  /** The most points an activity may have; 100 where nothing is said. */
  gradePointMax?: number;
}

export interface SiteState {
  settings?: SiteSettings;
  people: Person[];
  courses: Course[];
  enrolments: Enrolment[];
  tools: Tool[];
  links: Link[];
  items: LineItem[];
  grades: GradeRow[];
  posts: ScorePost[];
  tokens: AccessToken[];
  keys: SiteKey[];
  /** Last id given per table. */
  last: { person: number; course: number; tool: number; link: number; item: number };
}
