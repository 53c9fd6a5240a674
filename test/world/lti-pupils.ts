import { GradePassback } from '#lotse/lti';
import type { DemoSite, Grade, LineItem, ScorePost } from '../../apps/demo-lms/index.js';
import type { TestServer } from './harness.js';
import { launch, openSession, tenantOf } from './lti-client.js';

export const UNIT = 'wiso-probezeit-kuendigung';
const SECOND = 1000;

export interface Pupil {
  person: string;
  name: string;
  link: string;
}
export interface Due {
  wanted: number;
  completed: boolean;
  comment: string;
  revision: number;
  sent: number | null;
  state: string;
  reason: string | null;
  attempts: number;
  due_at: Date;
  lease_until: Date | null;
  last_stamp: Date | null;
}
export interface Earned {
  completed?: boolean;
  unit?: string;
  modules?: { moduleId: string; units: string[] }[];
}

/** Pupils of the demo LMS whose grades a test watches: what they earn is written as an answer would write it. */
export class Pupils {
  private count = 0;
  private constructor(
    readonly server: TestServer,
    public site: DemoSite,
    readonly tenant: string,
  ) {}

  static async of(server: TestServer, siteKey: string): Promise<Pupils> {
    const site = server.site(siteKey);
    const pupils = new Pupils(server, site, await tenantOf(server, site));
    await pupils.settle();
    return pupils;
  }

  /** Server and LMS restart on their data; faults stay armed. */
  async restart(): Promise<void> {
    const armed = this.site.faults;
    await this.server.restart();
    this.site = this.server.site(this.site.key);
    Object.assign(this.site.faults, armed);
  }

  get passback(): GradePassback {
    return this.server.started.app.get(GradePassback);
  }
  /** Score and result requests so far. */
  get requests(): number {
    return this.site.requests.scores + this.site.requests.results;
  }

  /** A course with one link and a teacher; returns the key of both. */
  course(wish: { custom?: Record<string, string>; graded?: boolean } = {}): string {
    const key = `kurs${++this.count}`;
    const course = this.site.addCourse({ key, label: key, title: key });
    this.site.addLink({ key, course: key, title: key, custom: wish.custom ?? { unit: UNIT }, graded: wish.graded ?? true });
    this.site.platform.state.enrolments.push({ courseId: course.id, personId: this.site.person('bernd.asmus').id, role: 'teacher', suspended: false });
    return key;
  }

  /** Somebody new who has launched the link and earned nothing yet; in a course of their own unless one is named. */
  async add(wish: { custom?: Record<string, string>; graded?: boolean; course?: string } = {}): Promise<Pupil> {
    const link = wish.course ?? this.course(wish);
    const name = `neu${++this.count}`;
    this.site.addPerson({ username: name, givenName: 'Neu', familyName: String(this.count), courses: { [link]: 'student' } });
    return { person: await this.enter(name, link), name, link };
  }

  /** A launch; returns the person's id. */
  async enter(name: string, link: string): Promise<string> {
    const entered = await launch(this.server, this.site, { person: name, link });
    if (entered.status !== 303) throw new Error(`launch answered ${entered.status}`);
    const session = await openSession(this.server, entered);
    const [row] = await this.server.db.job(this.tenant, (tx) =>
      tx.query<{ person: string }[]>('select person from enrolment where id = $1', [session.body['enrolmentId']]),
    );
    return row?.person ?? '';
  }

  /** What an answer leaves behind: the best grade of the unit, and what is owed for it. */
  async earn(who: Pupil, best: number, more: Earned = {}): Promise<void> {
    const now = this.server.clock.now();
    const unit = more.unit ?? UNIT;
    await this.server.db.job(this.tenant, async (tx) => {
      await tx.query(
        `insert into unit_grade (tenant, person, unit_id, best, best_right, total, completed, updated_at) values ($1, $2, $3, $4, $5, 12, $6, $7)
        on conflict (tenant, person, unit_id) do update set best = excluded.best, best_right = excluded.best_right, completed = excluded.completed`,
        [this.tenant, who.person, unit, best, Math.round((best / 100) * 12), more.completed ?? false, now],
      );
      const owed = this.passback.owe({ tenant: this.tenant, person: who.person, unitId: unit, now, modules: more.modules ?? [] });
      await tx.query(owed.text, owed.values ?? []);
    });
  }

  async due(who: Pupil): Promise<Due | undefined> {
    const [row] = await this.server.db.job(this.tenant, (tx) => tx.query<Due[]>('select * from grade_due where person = $1', [who.person]));
    return row;
  }

  column(who: Pupil): LineItem {
    const column = this.site.gradebook.column(this.site.link(who.link));
    if (!column) throw new Error(`${who.link} has no column`);
    return column;
  }
  grade(who: Pupil): Grade | null {
    return this.site.gradebook.grade(this.site.person(who.name), this.site.gradebook.column(this.site.link(who.link)));
  }
  score(who: Pupil): number | null {
    return this.grade(who)?.score ?? null;
  }
  posts(who: Pupil): ScorePost[] {
    return this.site.gradebook.postsOf(this.site.person(who.name));
  }

  /** Lets time pass until nothing waits any more. */
  async settle(most = 600): Promise<void> {
    for (let round = 0; round < most; round++) {
      const tried = await this.passback.drain();
      const [next] = await this.server.db.gate('due', (tx) =>
        tx.query<{ at: Date | null }[]>(`select min(greatest(due_at, coalesce(lease_until, due_at))) as at from grade_due where state = 'waiting'`),
      );
      if (!next?.at) return;
      // nothing tried though due: its whole platform is left alone for a while
      this.server.clock.set(new Date(Math.max(next.at.getTime(), this.server.clock.now().getTime() + (tried > 0 ? SECOND : 20 * SECOND))));
    }
    throw new Error('still waiting');
  }
}

export const scoreIn = (post: ScorePost | undefined): Record<string, unknown> => JSON.parse(post?.body ?? 'null') as Record<string, unknown>;
