/** One site of the demo LMS as tests and the demo see it. */
import { deepLinkingClaims, linkClaims, type Claims } from './claims.js';
import { addCourse, addLink, addPerson, courseByKey } from './build-state.js';
import { copyCourse } from './copy-course.js';
import { Faults } from './faults.js';
import { Gradebook } from './gradebook.js';
import { emptyRow } from './grade-rules.js';
import { makeKey, signCompact, type SignOptions } from './keys.js';
import { initiation } from './launch-endpoint.js';
import { dropItem } from './line-items.js';
import type { Course, GradeRow, LineItem, Link, Person, SiteKey, Tool } from './model.js';
import type { CourseOptions, LinkOptions, PersonOptions, StorageMode } from './options.js';
import { nowSeconds, signingKey, type Platform } from './platform.js';
import { registrationAddress } from './registration.js';
import { RequestLog } from './request-log.js';
import { SESSION_COOKIE, type Session } from './sessions.js';

export type PersonRef = Person | string;
export type LinkRef = Link | string;
export type CourseRef = Course | string;

export class DemoSite {
  readonly faults = new Faults();
  /** Requests per target and the last thousand of them. */
  readonly requests = new RequestLog();
  readonly gradebook: Gradebook;

  constructor(readonly platform: Platform) {
    this.gradebook = new Gradebook(platform);
  }

  get key(): string {
    return this.platform.key;
  }
  get name(): string {
    return this.platform.name;
  }
  get origin(): string {
    return new URL(this.platform.base).origin;
  }
  get issuer(): string {
    return this.platform.base;
  }
  get authUrl(): string {
    return `${this.issuer}/mod/lti/auth.php`;
  }
  get tokenUrl(): string {
    return `${this.issuer}/mod/lti/token.php`;
  }
  get jwksUrl(): string {
    return `${this.issuer}/mod/lti/certs.php`;
  }
  get openidConfigUrl(): string {
    return `${this.issuer}/mod/lti/openid-configuration.php`;
  }
  get people(): readonly Person[] {
    return this.platform.state.people.filter((person) => person.username !== 'guest');
  }
  get courses(): readonly Course[] {
    return this.platform.state.courses.filter((course) => course.id !== '1');
  }
  get links(): readonly Link[] {
    return this.platform.state.links;
  }
  get tools(): readonly Tool[] {
    return this.platform.state.tools;
  }
  get keys(): readonly SiteKey[] {
    return this.platform.state.keys;
  }

  /** The pre-registered tool (or the first registered one). A change to it holds at once; save() keeps it. */
  get tool(): Tool {
    const [tool] = this.platform.state.tools;
    if (!tool) throw new Error(`site ${this.key} has no tool`);
    return tool;
  }
  get clientId(): string {
    return this.tool.clientId;
  }
  get deploymentId(): string {
    return this.tool.id;
  }

  /** By username or id. */
  person(ref: PersonRef): Person {
    if (typeof ref !== 'string') return ref;
    return must(
      this.platform.state.people.find((one) => one.username === ref || one.id === ref),
      `person ${ref}`,
    );
  }

  /** By key, title or id. */
  link(ref: LinkRef): Link {
    if (typeof ref !== 'string') return ref;
    return must(this.links.find((one) => one.key === ref) ?? this.links.find((one) => one.title === ref || one.id === ref), `link ${ref}`);
  }

  course(ref?: CourseRef): Course {
    return typeof ref === 'object' ? ref : courseByKey(this.platform, ref);
  }

  /** One click logs the person in and opens the activity; target=window opens it without the frame. */
  startUrl(start: { person: PersonRef; link: LinkRef; target?: 'window' }): string {
    const query = new URLSearchParams({ person: this.person(start.person).username, link: this.link(start.link).key });
    if (start.target) query.set('target', start.target);
    return `${this.issuer}/start?${query.toString()}`;
  }

  /** Signs somebody in and goes to "Tools verwalten", for those who run the site. */
  toolsUrl(person: PersonRef): string {
    return `${this.issuer}/start?${new URLSearchParams({ person: this.person(person).username, page: 'tools' }).toString()}`;
  }

  /** Claims of a resource link launch, or with `forUser` of a submission review; not signed, no launch id used. */
  launchClaims(of: { person: PersonRef; link: LinkRef; nonce?: string; target?: 'iframe' | 'window'; forUser?: PersonRef }): Claims {
    const link = this.link(of.link);
    const forUser = of.forUser ? this.person(of.forUser).id : null;
    const input = { ...this.parties(of.person, link.courseId, link.toolId), link, forUser };
    return linkClaims(this.platform, { ...input, ...(of.nonce ? { nonce: of.nonce } : {}), ...(of.target ? { target: of.target } : {}) });
  }

  deepLinkingClaims(of: { person: PersonRef; course?: CourseRef; nonce?: string; session?: Session }): Claims {
    const input = this.parties(of.person, this.course(of.course).id, this.tool.id);
    return deepLinkingClaims(this.platform, {
      ...input,
      ...(of.nonce ? { nonce: of.nonce } : {}),
      ...(of.session ? { sesskey: of.session.sesskey } : {}),
    });
  }

  private parties(person: PersonRef, courseId: string, toolId: string): { person: Person; course: Course; tool: Tool } {
    return {
      person: this.person(person),
      course: this.course(courseId),
      tool: must(
        this.tools.find((one) => one.id === toolId),
        `tool ${toolId}`,
      ),
    };
  }

  /** Signs anything: with the site's newest key, or as `options` says. */
  sign(claims: unknown, options: SignOptions = {}): string {
    return signCompact(claims, signingKey(this.platform), options);
  }

  /** Publishes a new key beside the old ones and signs with it. */
  async rotateKey(options: { keepOld?: boolean } = {}): Promise<SiteKey> {
    const key = await makeKey();
    this.platform.state.keys = options.keepOld === false ? [key] : [...this.platform.state.keys, key];
    await this.save();
    return key;
  }

  /** Logs a person in without a browser; send `cookie` with the requests that follow. */
  session(person: PersonRef): { session: Session; cookie: string } {
    const session = this.platform.sessions.begin(this.person(person).id);
    return { session, cookie: `${SESSION_COOKIE}=${session.id}` };
  }

  /** The login initiation fields a launch would post, with a fresh one-time launch id of that session. */
  initiation(session: Session, of: { link: LinkRef; target?: 'iframe' | 'window'; forUser?: PersonRef } | { course: CourseRef }): Record<string, string> {
    if ('course' in of) {
      const launch = {
        toolId: this.tool.id,
        courseId: this.course(of.course).id,
        linkId: null,
        message: 'LtiDeepLinkingRequest',
        forUser: null,
        target: 'iframe',
      } as const;
      return initiation(this.platform, session, launch, this.tool, null);
    }
    const link = this.link(of.link);
    const forUser = of.forUser ? this.person(of.forUser).id : null;
    const message = forUser ? 'LtiSubmissionReviewRequest' : 'LtiResourceLinkRequest';
    const tool = must(
      this.tools.find((one) => one.id === link.toolId),
      `tool ${link.toolId}`,
    );
    const launch = { toolId: tool.id, courseId: link.courseId, linkId: link.id, message, forUser, target: of.target ?? 'iframe' } as const;
    return initiation(this.platform, session, launch, tool, link.cmid);
  }

  /** Address a tool's registration page is opened with: its own URL plus configuration and a token (1 h, one use). */
  registrationUrl(toolPage: string): string {
    return registrationAddress(this.platform, new URL(toolPage), null);
  }

  /** The admin presses "Aktivieren". */
  activate(clientId: string): Promise<void> {
    must(
      this.tools.find((one) => one.clientId === clientId),
      `tool ${clientId}`,
    ).state = 'active';
    return this.save();
  }

  addPerson(options: PersonOptions): Person {
    return this.kept(addPerson(this.platform, options));
  }
  addCourse(options: CourseOptions): Course {
    return this.kept(addCourse(this.platform, options));
  }
  addLink(options: LinkOptions): Link {
    return this.kept(addLink(this.platform, options));
  }
  /** Copies links and columns; the new course names the old one in Context.id.history. */
  copyCourse(course: CourseRef, options: { key: string; label: string; title: string }): Course {
    return this.kept(copyCourse(this.platform, this.course(course), options));
  }

  /** The whole account: cannot log in, is not in the roster; `active: true` takes it back. */
  suspend(person: PersonRef, active = false): Promise<void> {
    const found = this.person(person);
    found.suspended = !active;
    if (!active) this.platform.sessions.endAllOf(found.id);
    return this.save();
  }

  /** Only the enrolment in one course. */
  suspendEnrolment(person: PersonRef, course?: CourseRef, active = false): Promise<void> {
    const [personId, courseId] = [this.person(person).id, this.course(course).id];
    must(
      this.platform.state.enrolments.find((one) => one.personId === personId && one.courseId === courseId),
      'enrolment',
    ).suspended = !active;
    return this.save();
  }

  /** A teacher types a grade over; `at` is when (default now). */
  overrideGrade(person: PersonRef, item: LineItem, score: number, at?: Date): Promise<void> {
    const seconds = at ? Math.floor(at.getTime() / 1000) : nowSeconds(this.platform);
    return this.setGrade(person, item, { finalGrade: score, overridden: seconds || 1, timeModified: seconds });
  }

  lockGrade(person: PersonRef, item: LineItem, locked = true): Promise<void> {
    return this.setGrade(person, item, { locked });
  }

  /** Writes a cell as it stands, without the rules of the score service. */
  setGrade(person: PersonRef, item: LineItem, change: Partial<GradeRow>): Promise<void> {
    const { grades } = this.platform.state;
    const personId = this.person(person).id;
    const at = grades.findIndex((row) => row.itemId === item.id && row.personId === personId);
    const row = { ...(grades[at] ?? emptyRow(item.id, personId)), ...change };
    if (at >= 0) grades[at] = row;
    else grades.push(row);
    return this.save();
  }

  deleteLineItem(item: LineItem): Promise<void> {
    dropItem(this.platform, item.id);
    return this.save();
  }

  /** Ends all access tokens, as a new start of the LMS's cache would. */
  expireTokens(): Promise<void> {
    this.platform.state.tokens = [];
    return this.save();
  }

  /** Storage the site offers to framed tools; null = none, as Moodle 4.5. */
  set platformStorage(mode: StorageMode | null) {
    this.platform.storage = mode;
  }

  /** Resolves once everything so far is on the disk (at once without a state file). */
  save(): Promise<void> {
    return this.platform.changed();
  }

  private kept<T>(made: T): T {
    void this.save();
    return made;
  }
}

function must<T>(found: T | undefined, what: string): T {
  if (found === undefined) throw new Error(`the demo LMS has no ${what}`);
  return found;
}
