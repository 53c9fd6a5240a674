/** What a caller may say about the demo LMS and its sites. */
export interface Clock {
  now(): Date;
}

export interface DemoLmsOptions {
  clock: Clock;
  /** JSON file that keeps everything over a restart; without it all is lost at close(). */
  stateFile?: string;
  /** Origin of the tool, e.g. http://localhost:3000; its endpoints are /lti/login, /lti/launch, /lti/keys. */
  toolUrl: string;
  sites?: SiteOptions[];
  /** One port for all sites (each has its own host); 0 takes a free one per site. Default 3100. */
  port?: number;
  /** How a site fetches the tool's keys. */
  fetch?: typeof fetch;
}

/** student = trainee, tutor = non-editing teacher, teacher = editing teacher. */
export type CourseRole = 'student' | 'tutor' | 'teacher';
export type SiteRole = 'none' | 'manager' | 'admin';
export type Privacy = 'always' | 'never' | 'delegate';
export type Presentation = 'embed' | 'embed-no-blocks' | 'window';
/** How a site that offers platform storage answers lti.put_data and lti.get_data. */
export type StorageMode = 'honest' | 'silent' | 'wrong-message-id' | 'exhausted' | 'other-value';

export interface PersonOptions {
  username: string;
  givenName: string;
  familyName: string;
  email?: string;
  /** The school's own number of the person (lis.person_sourcedid). */
  sourcedId?: string;
  siteRole?: SiteRole;
  groups?: string;
  /** Course key → role. */
  courses?: Record<string, CourseRole>;
}

export interface LinkOptions {
  /** Handle in start URLs and tests, unique in the site. */
  key: string;
  /** Course key; the first course if missing. */
  course?: string;
  title: string;
  description?: string;
  /** Own target of this link, else the tool's. */
  url?: string;
  custom?: Record<string, string>;
  presentation?: Presentation;
  /** false = activity without a grade column. */
  graded?: boolean;
  scoreMaximum?: number;
  resourceId?: string;
  tag?: string;
  /** The grader report offers to open a person's work in the tool, at the link's own address. */
  review?: boolean;
  /** Client id of the tool; the pre-registered one if missing. */
  tool?: string;
}

export interface CourseOptions {
  key: string;
  label: string;
  title: string;
  sourcedId?: string;
  links?: LinkOptions[];
}

export interface SiteOptions {
  key: string;
  name: string;
  shortName?: string;
  host: string;
  port?: number;
  /** Sub-folder the site lives in, e.g. /moodle. */
  path?: string;
  locale?: string;
  accent?: string;
  people?: PersonOptions[];
  courses?: CourseOptions[];
  /** Custom parameters of the pre-registered tool. */
  toolCustom?: Record<string, string>;
  /** true = no tool is registered beforehand. */
  withoutTool?: boolean;
  /** Offers lti_storage_target, which a real Moodle 4.5 does not. */
  platformStorage?: boolean | StorageMode;
}
