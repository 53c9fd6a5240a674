import { createHmac, createSecretKey, hash as digest, hkdfSync, randomBytes, randomUUID, type KeyObject } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { AS_APP, Clock, Db, MASTER_KEY, type Asker } from '#lotse/base';
import { LaunchedRole, type CourseRole } from '#lotse/contract';
import { WindowCookie } from './window-cookie.js';
import { runningGrant } from './grants.queries.js';

export const SESSION_COOKIE = '__Host-lotse';
const CODE_SECONDS = 60;
const ABSOLUTE_SECONDS = { trainee: 30 * 24 * 3600, staff: 12 * 3600 } as const;
const IDLE_SECONDS = { trainee: 12 * 3600, staff: 2 * 3600 } as const;
/** How long a looked-up session is used before the database is asked again. Ending one drops it at once. */
const FRESH_MS = 30_000;
const SEEN_EVERY_MS = 60_000;

export interface OpenSession {
  id: string;
  kind: 'lti' | 'account';
  person: string;
  tenant: string;
  registration: string | null;
  enrolment: string | null;
  link: string | null;
  launchLocale: 'de' | 'en' | null;
}
export interface MyEnrolment {
  enrolmentId: string;
  courseId: string;
  role: CourseRole;
}
/**
 * Who asks, proved by the bearer. `enrolments` are this person's enrolments in this tenant; `granted` what an admin of this tenant
 * gave the person, as far as a launch may carry it (`LaunchedRole`).
 */
export interface Me extends Asker {
  tenant: string;
  sessionId: string;
  registrationId: string | null;
  enrolments: ReadonlyMap<string, MyEnrolment>;
  granted: ReadonlySet<LaunchedRole>;
}

export interface LtiSessionWish {
  tenant: string;
  person: string;
  registration: string;
  enrolment: string;
  link: string | null;
  locale: 'de' | 'en' | null;
  staff: boolean;
  previousCookie: string | null;
  /** False where the browser keeps no cookie here, so that the code has to do without it. */
  keepsCookie: boolean;
}

interface Row extends Omit<OpenSession, 'link' | 'launchLocale'> {
  resource_link: string | null;
  launch_locale: 'de' | 'en' | null;
  created_at: Date;
  seen_at: Date;
  idle_seconds: number;
}

type TouchedRow = Row & { granted: LaunchedRole[] };

const hash = (text: string): Buffer => digest('sha256', text, 'buffer');
const OPEN = `kind = 'lti' and revoked_at is null and idle_until > $2 and ends_at > $2`;
const COLUMNS = 'id, kind, person, tenant, registration, enrolment, resource_link, launch_locale, created_at, seen_at, idle_seconds';
/** Read together with the session, without a query of its own. The list of roles is closed: a launch never carries office or admin. */
const GRANTED = `array(select distinct g.role from role_grant g where g.tenant = session.tenant and g.person = session.person and g.role = any($3)
  and ${runningGrant('$2', 'g.')}) as granted`;

/** Statements after AS_APP run as this person in this tenant: FIND has set app.person and app.tenant. */
const FIND = `select ${COLUMNS}, ${GRANTED}, set_config('app.person', person::text, true), set_config('app.tenant', tenant::text, true)
  from session where bearer_hash = $1 and ${OPEN}`;
const ENROLMENTS = `select id, course, role from enrolment where tenant = nullif(current_setting('app.tenant', true), '')::uuid
  and person = nullif(current_setting('app.person', true), '')::uuid and status = 'active'`;

/** Tests switch these off one by one, to see that their absence is noticed. */
export const LAUNCHED_RULES = { carried: LaunchedRole.options as readonly string[], needsEnrolment: true, tightens: true };

/** Login sessions: a row per session, a cookie in the partition, a bearer in the page's memory. Both die with the row. */
@Injectable()
export class SessionsService {
  private readonly secret: KeyObject;
  private readonly window: WindowCookie;
  private readonly known = new Map<string, { me: Me; until: number }>();
  private readonly listeners: (() => void)[] = [];

  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    @Inject(MASTER_KEY) masterKey: string,
  ) {
    this.secret = createSecretKey(Buffer.from(hkdfSync('sha256', masterKey, 'lotse', 'bearer', 32)));
    this.window = new WindowCookie(this.secret);
  }

  /** Opens a session after a launch. A session that another person left in this browser ends with it. */
  async openLti(wish: LtiSessionWish): Promise<{ cookie: string; code: string }> {
    const now = this.clock.now();
    const [cookie, code] = [randomBytes(32).toString('base64url'), randomBytes(32).toString('base64url')];
    await this.db.gate('launch', async (tx) => {
      if (wish.previousCookie) {
        const previous = [hash(wish.previousCookie), now, wish.person, this.window.sessionIn(wish.previousCookie)];
        await tx.query(`update session set revoked_at = $2 where (cookie_hash = $1 or id = $4) and person <> $3 and revoked_at is null`, previous);
      }
      const id = await this.insertLti(tx, wish, cookie);
      await tx.query(`insert into launch_code (code_hash, session, expires_at) values ($1, $2, $3)`, [
        hash(wish.keepsCookie ? bound(code, cookie) : code),
        id,
        after(now, CODE_SECONDS),
      ]);
    });
    this.forget(wish.person, wish.previousCookie); // roles may have changed with this launch
    return { cookie, code };
  }

  private async insertLti(tx: EntityManager, wish: LtiSessionWish, cookie: string): Promise<string> {
    const [id, now, kind] = [randomUUID(), this.clock.now(), wish.staff ? ('staff' as const) : ('trainee' as const)];
    const who = [id, wish.person, wish.tenant, wish.registration, wish.enrolment, wish.link, hash(cookie), hash(this.bearer(id)), wish.locale];
    const times = [now, IDLE_SECONDS[kind], after(now, IDLE_SECONDS[kind]), after(now, ABSOLUTE_SECONDS[kind])];
    await tx.query(
      `insert into session (id, kind, person, tenant, registration, enrolment, resource_link, cookie_hash, bearer_hash, launch_locale, created_at, seen_at, idle_seconds, idle_until, ends_at)
       values ($1, 'lti', $2, $3, $4, $5, $6, $7, $8, $9, $10, $10, $11, $12, $13)`,
      [...who, ...times],
    );
    return id;
  }

  /** Called when a session has ended or roles have changed on this server: whoever keeps connections open checks them again. */
  onChange(listener: () => void): void {
    this.listeners.push(listener);
  }

  private tell(): void {
    for (const listener of this.listeners) listener();
  }

  /** Which of these sessions still run. Those that were used meanwhile, on a connection that is no request, stay open longer. */
  stillOpen(sessions: readonly string[], used: readonly string[]): Promise<Set<string>> {
    const now = this.clock.now();
    return this.db.gate('session', async (tx) => {
      await tx.query(
        `update session set seen_at = $2, idle_until = $2 + make_interval(secs => idle_seconds) where id = any($1) and revoked_at is null and idle_until > $2 and ends_at > $2`,
        [used, now],
      );
      const rows = await tx.query<{ id: string }[]>(`select id from session where id = any($1) and revoked_at is null and idle_until > $2 and ends_at > $2`, [
        sessions,
        now,
      ]);
      return new Set(rows.map(({ id }) => id));
    });
  }

  /** A code with which another window takes up this session, as after a launch. */
  async windowCode(sessionId: string): Promise<string> {
    const code = this.window.code();
    const expires = after(this.clock.now(), CODE_SECONDS);
    await this.db.gate('session', (tx) =>
      tx.query(`insert into launch_code (code_hash, session, expires_at) values ($1, $2, $3)`, [hash(code), sessionId, expires]),
    );
    return code;
  }

  /** Drops what was looked up for this person; a replaced cookie may belong to anybody, so then for all. */
  private forget(person: string, previousCookie: string | null): void {
    this.tell();
    if (previousCookie) return this.known.clear();
    for (const [key, { me }] of this.known) if (me.person === person) this.known.delete(key);
  }

  /** Takes a launch code. Null when it is unknown, used, older than a minute, or bound to a cookie that this browser has not. */
  async redeem(code: string, cookie: string | null): Promise<{ session: OpenSession; bearer: string; windowCookie: string | null } | null> {
    const opened = await this.taken(code, cookie);
    return opened && { ...opened, windowCookie: this.window.after(code, opened.session.id) };
  }

  private taken(code: string, cookie: string | null): Promise<{ session: OpenSession; bearer: string } | null> {
    const now = this.clock.now();
    return this.db.gate('session', async (tx) => {
      const [taken] = await tx.query<[{ session: string; expires_at: Date }[], number]>(
        `delete from launch_code where code_hash = any($1) returning session, expires_at`,
        [[hash(code), ...(cookie === null ? [] : [hash(bound(code, cookie))])]],
      );
      const ticket = taken[0];
      if (!ticket || ticket.expires_at <= now) return null;
      return this.answer(await tx.query<Row[]>(`select ${COLUMNS} from session where id = $1 and ${OPEN}`, [ticket.session, now]));
    });
  }

  /** After a reload: the cookie gives the same bearer again. */
  resume(cookie: string): Promise<{ session: OpenSession; bearer: string } | null> {
    const id = this.window.sessionIn(cookie);
    const [which, value] = id === null ? ['cookie_hash', hash(cookie)] : ['id', id];
    return this.db.gate('session', async (tx) =>
      this.answer(await tx.query<Row[]>(`select ${COLUMNS} from session where ${which} = $1 and ${OPEN}`, [value, this.clock.now()])),
    );
  }

  /** Who holds this bearer, or null. Roles are read anew at least every half minute. */
  async authenticate(bearer: string): Promise<Me | null> {
    const now = this.clock.now().getTime();
    const key = digest('sha256', bearer, 'base64');
    const known = this.known.get(key);
    if (known && known.until > now && known.until - now <= FRESH_MS) return known.me;
    const { row, enrolments } = await this.find(bearer);
    if (!row || !(await this.touch(row))) {
      this.known.delete(key);
      return null;
    }
    // somebody who is in no course any more cannot use granted roles by a launch
    const granted = new Set(enrolments.size > 0 || !LAUNCHED_RULES.needsEnrolment ? row.granted : []);
    const me: Me = { person: row.person, tenant: row.tenant, sessionId: row.id, registrationId: row.registration, enrolments, granted };
    if (this.known.size > 20_000) this.known.clear();
    this.known.set(key, { me, until: now + FRESH_MS });
    return me;
  }

  async end(sessionId: string): Promise<void> {
    await this.db.gate('session', (tx) => tx.query(`update session set revoked_at = $2 where id = $1 and revoked_at is null`, [sessionId, this.clock.now()]));
    this.forgetRoles();
  }

  /** Forgets looked-up roles: call after a grant or an enrolment changed outside a launch. */
  forgetRoles(): void {
    this.known.clear();
    this.tell();
  }

  /** The open session of a bearer with its roles and enrolments, in one message. */
  private async find(bearer: string): Promise<{ row: TouchedRow | undefined; enrolments: Map<string, MyEnrolment> }> {
    const values = [hash(bearer), this.clock.now(), LAUNCHED_RULES.carried];
    const [found, , at] = await this.db.gateAtOnce('session', [
      { name: 'session-find', text: FIND, values },
      AS_APP,
      { name: 'session-enrolments', text: ENROLMENTS },
    ]);
    const enrolments = (at ?? []) as unknown as { id: string; course: string; role: CourseRole }[];
    return {
      row: found?.[0] as TouchedRow | undefined,
      enrolments: new Map(enrolments.map((one) => [one.id, { enrolmentId: one.id, courseId: one.course, role: one.role }])),
    };
  }

  /** Notes that it was used. False where it is over by its own limits. */
  private async touch(row: TouchedRow): Promise<boolean> {
    const now = this.clock.now();
    if (row.granted.length > 0 && row.idle_seconds > IDLE_SECONDS.staff && LAUNCHED_RULES.tightens)
      return this.db.gate('session', (tx) => this.tighten(tx, row));
    if (now.getTime() - row.seen_at.getTime() > SEEN_EVERY_MS) {
      const seen = [row.id, now, after(now, row.idle_seconds)];
      await this.db.gate('session', (tx) => tx.query(`update session set seen_at = $2, idle_until = $3 where id = $1`, seen));
    }
    return true;
  }

  /** A trainee's session of somebody who has got a role: the shorter limits of staff apply from now on; if they have passed, it ends. */
  private async tighten(tx: EntityManager, row: TouchedRow): Promise<boolean> {
    const now = this.clock.now();
    const [idle, end] = [after(now, IDLE_SECONDS.staff), after(row.created_at, ABSOLUTE_SECONDS.staff)];
    const isOver = end <= now || after(row.seen_at, IDLE_SECONDS.staff) <= now;
    const limits = [row.id, now, IDLE_SECONDS.staff, idle, end, isOver ? now : null];
    await tx.query(`update session set seen_at = $2, idle_seconds = $3, idle_until = $4, ends_at = least(ends_at, $5), revoked_at = $6 where id = $1`, limits);
    return !isOver;
  }

  /** What the page of a launched session shows beside the course; call inside `db.as`. */
  async grantedIn(tx: EntityManager, who: { tenant: string; person: string }): Promise<LaunchedRole[]> {
    const rows = await tx.query<{ role: LaunchedRole }[]>(
      `select distinct role from role_grant where tenant = $1 and person = $2 and role = any($4) and ${runningGrant('$3')} order by role`,
      [who.tenant, who.person, this.clock.now(), LAUNCHED_RULES.carried],
    );
    return rows.map((row) => row.role);
  }

  private answer(rows: Row[]): { session: OpenSession; bearer: string } | null {
    const row = rows[0];
    if (!row) return null;
    const { resource_link: link, launch_locale: launchLocale, id, kind, person, tenant, registration, enrolment } = row;
    return { session: { id, kind, person, tenant, registration, enrolment, link, launchLocale }, bearer: this.bearer(id) };
  }

  /** Derived from the session, so that a reload and a second tab hold the same bearer and nothing but a hash is stored. */
  private bearer(sessionId: string): string {
    return createHmac('sha256', this.secret).update(sessionId).digest('base64url');
  }
}

/** A launch code whose hash only the browser with this cookie can name. */
function bound(code: string, cookie: string): string {
  return `${code} ${cookie}`;
}

function after(time: Date, seconds: number): Date {
  return new Date(time.getTime() + seconds * 1000);
}
