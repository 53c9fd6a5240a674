import type { CourseRole, DemoSite } from '../../apps/demo-lms/index.js';
import type { TestServer } from './harness.js';
import { api, enterAs, tenantOf, type Inside, type LaunchWish } from './lti-client.js';

export const MINUTE = 60_000;
export const DAY = 24 * 60 * MINUTE;
const UNIT = 'wiso-probezeit-kuendigung';

/** A course of its own with its people. */
export interface Class {
  key: string;
  courseId: string;
  teacher: Inside;
}
export interface Row {
  name: string;
  lastSeenAt: string | null;
  personId: string;
  cells: { state: string }[];
}
export interface ListPage {
  status: number;
  rows: Row[];
  names: string[];
  rosterState: { state: string; reason: string | null; more: boolean } | null;
  counts: Record<string, number>;
  total: number;
}
export interface Enrolled {
  sub: string;
  role: string;
  status: string;
}

/** Courses whose rosters a test watches. */
export class Classes {
  private count = 0;
  private constructor(
    readonly server: TestServer,
    readonly site: DemoSite,
    readonly tenant: string,
  ) {}

  static async of(server: TestServer, siteKey: string): Promise<Classes> {
    const site = server.site(siteKey);
    return new Classes(server, site, await tenantOf(server, site));
  }

  /** A course with people of its own; its teacher has launched. Time passes, so that the next look reads the roster. */
  async add(people: Partial<Record<string, CourseRole>>): Promise<Class> {
    const key = `k${++this.count}`;
    const course = this.site.addCourse({ key, label: key, title: `Kurs ${key}` });
    this.site.addLink({ key, course: key, title: 'Probezeit', custom: { unit: UNIT } });
    this.site.addPerson({ username: `${key}.lehrkraft`, givenName: 'Lina', familyName: `Lehrt${key}`, courses: { [key]: 'teacher' } });
    for (const [name, role] of Object.entries(people)) {
      this.site.addPerson({ username: `${key}.${name}`, givenName: name, familyName: `Muster${key}`, courses: { [key]: role ?? 'student' } });
    }
    const teacher = await enterAs(this.server, this.site, { person: `${key}.lehrkraft`, link: key });
    this.later();
    return { key, courseId: course.id, teacher };
  }

  /** So long that the next look reads the roster again. */
  later(): void {
    this.server.clock.advance(11 * MINUTE);
  }

  async page(one: Class): Promise<ListPage> {
    const path = `/api/courses/${one.teacher.enrolment}/people?size=100&sort=name`;
    const reply = await api(this.server, 'GET', path, undefined, { authorization: `Bearer ${one.teacher.token}` });
    const body = reply.body as unknown as Omit<ListPage, 'names' | 'status'>;
    return { ...body, status: reply.status, names: (body.rows ?? []).map((row) => row.name) };
  }

  enter(one: Class, name: string, wish: LaunchWish = {}): Promise<Inside> {
    return enterAs(this.server, this.site, { person: `${one.key}.${name}`, link: one.key, ...wish });
  }

  idOf(one: Class, name: string): string {
    return this.site.person(`${one.key}.${name}`).id;
  }

  /** The next roster request is answered with these members, whatever the course holds. */
  answerWith(members: unknown[], more: Record<string, unknown> = {}, headers: Record<string, string> = {}): void {
    this.site.faults.set({ target: 'nrps', mode: { status: 200, body: JSON.stringify({ id: 'x', ...more, members }), headers } });
  }

  enrolled(one: Class): Promise<Enrolled[]> {
    return this.server.db.job(this.tenant, (tx) =>
      tx.query<Enrolled[]>(
        `select n.sub, e.role, e.status from enrolment e join course c on c.tenant = e.tenant and c.id = e.course join identity n on n.tenant = e.tenant and n.person = e.person
         where c.context_id = $1 order by n.sub::int`,
        [one.courseId],
      ),
    );
  }

  async statusOf(one: Class, name: string): Promise<string | undefined> {
    return (await this.enrolled(one)).find((row) => row.sub === this.idOf(one, name))?.status;
  }

  async courseRow(one: Class): Promise<string> {
    const [row] = await this.server.db.job(this.tenant, (tx) => tx.query<{ id: string }[]>(`select id from course where context_id = $1`, [one.courseId]));
    return row?.id ?? '';
  }
}
