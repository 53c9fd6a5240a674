import { createHmac, createSecretKey, hash as digest, hkdfSync, randomBytes, randomUUID, type KeyObject } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Clock, Db, MASTER_KEY, type Asker } from '#lotse/base';
import { LaunchedRole, type CourseRole } from '#lotse/contract';
import { carriedRoles } from './grants.queries.js';
import {
  addLaunchCode,
  addLtiSession,
  endReplaced,
  endSession,
  findByBearer,
  markUsed,
  openAmong,
  prolong,
  sessionBy,
  shorten,
  takeLaunchCode,
  type EnrolmentRow,
  type GrantedRow,
  type SessionRow,
} from './sessions.queries.js';
import { WindowCookie } from './window-cookie.js';

export const SESSION_COOKIE = '__Host-lotse';
const CODE_SECONDS = 60;
const ABSOLUTE_SECONDS = { trainee: 30 * 24 * 3600, staff: 12 * 3600 } as const;
const IDLE_SECONDS = { trainee: 12 * 3600, staff: 2 * 3600 } as const;
/** How long a looked-up session is used before the database is asked again. Ending one drops it at once. */
const FRESH_MS = 30_000;
const SEEN_EVERY_MS = 60_000;

export type OpenSession = Omit<SessionRow, 'createdAt' | 'seenAt' | 'idleSeconds'>;
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

const hash = (text: string): Buffer => digest('sha256', text, 'buffer');
/**
 * `carried`: the granted roles that a launch carries, a closed list, never office or admin. Tests switch these rules off one by one, to
 * see that their absence is noticed.
 */
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
        const previous = { cookieHash: hash(wish.previousCookie), id: this.window.sessionIn(wish.previousCookie) };
        await endReplaced(tx, { ...previous, person: wish.person, now });
      }
      const session = await this.insertLti(tx, wish, cookie);
      await addLaunchCode(tx, { hash: hash(wish.keepsCookie ? bound(code, cookie) : code), session, expiresAt: after(now, CODE_SECONDS) });
    });
    this.forget(wish.person, wish.previousCookie); // roles may have changed with this launch
    return { cookie, code };
  }

  private async insertLti(tx: EntityManager, wish: LtiSessionWish, cookie: string): Promise<string> {
    const [id, now, kind] = [randomUUID(), this.clock.now(), wish.staff ? ('staff' as const) : ('trainee' as const)];
    const { person, tenant, registration, enrolment, link, locale } = wish;
    await addLtiSession(tx, {
      ...{ id, person, tenant, registration, enrolment, link, locale, cookieHash: hash(cookie), bearerHash: hash(this.bearer(id)) },
      ...{ now, idleSeconds: IDLE_SECONDS[kind], idleUntil: after(now, IDLE_SECONDS[kind]), endsAt: after(now, ABSOLUTE_SECONDS[kind]) },
    });
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
      await prolong(tx, used, now);
      return new Set(await openAmong(tx, sessions, now));
    });
  }

  /** A code with which another window takes up this session, as after a launch. */
  async windowCode(sessionId: string): Promise<string> {
    const code = this.window.code();
    const expiresAt = after(this.clock.now(), CODE_SECONDS);
    await this.db.gate('session', (tx) => addLaunchCode(tx, { hash: hash(code), session: sessionId, expiresAt }));
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
      const ticket = await takeLaunchCode(tx, [hash(code), ...(cookie === null ? [] : [hash(bound(code, cookie))])]);
      if (!ticket || ticket.expiresAt <= now) return null;
      return this.answer(await sessionBy(tx, 'id', { value: ticket.session, now }));
    });
  }

  /** After a reload: the cookie gives the same bearer again. */
  resume(cookie: string): Promise<{ session: OpenSession; bearer: string } | null> {
    const id = this.window.sessionIn(cookie);
    const now = this.clock.now();
    return this.db.gate('session', async (tx) =>
      this.answer(id === null ? await sessionBy(tx, 'cookie_hash', { value: hash(cookie), now }) : await sessionBy(tx, 'id', { value: id, now })),
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
    await this.db.gate('session', (tx) => endSession(tx, sessionId, this.clock.now()));
    this.forgetRoles();
  }

  /** Forgets looked-up roles: call after a grant or an enrolment changed outside a launch. */
  forgetRoles(): void {
    this.known.clear();
    this.tell();
  }

  /** The open session of a bearer with its roles and enrolments, in one message. */
  private async find(bearer: string): Promise<{ row: GrantedRow | undefined; enrolments: Map<string, MyEnrolment> }> {
    const asked = findByBearer({ bearerHash: hash(bearer), now: this.clock.now(), carried: LAUNCHED_RULES.carried });
    const [found, , at] = await this.db.gateAtOnce('session', asked);
    const enrolments = (at ?? []) as unknown as EnrolmentRow[];
    return {
      row: found?.[0] as GrantedRow | undefined,
      enrolments: new Map(enrolments.map((one) => [one.id, { enrolmentId: one.id, courseId: one.course, role: one.role }])),
    };
  }

  /** Notes that it was used. False where it is over by its own limits. */
  private async touch(row: GrantedRow): Promise<boolean> {
    const now = this.clock.now();
    if (row.granted.length > 0 && row.idleSeconds > IDLE_SECONDS.staff && LAUNCHED_RULES.tightens)
      return this.db.gate('session', (tx) => this.tighten(tx, row));
    if (now.getTime() - row.seenAt.getTime() > SEEN_EVERY_MS)
      await this.db.gate('session', (tx) => markUsed(tx, { id: row.id, now, idleUntil: after(now, row.idleSeconds) }));
    return true;
  }

  /** A trainee's session of somebody who has got a role: the shorter limits of staff apply from now on; if they have passed, it ends. */
  private async tighten(tx: EntityManager, row: GrantedRow): Promise<boolean> {
    const now = this.clock.now();
    const [idleUntil, endsAt] = [after(now, IDLE_SECONDS.staff), after(row.createdAt, ABSOLUTE_SECONDS.staff)];
    const isOver = endsAt <= now || after(row.seenAt, IDLE_SECONDS.staff) <= now;
    await shorten(tx, { id: row.id, now, idleSeconds: IDLE_SECONDS.staff, idleUntil, endsAt, revokedAt: isOver ? now : null });
    return !isOver;
  }

  /** What the page of a launched session shows beside the course; call inside `db.as`. */
  grantedIn(tx: EntityManager, who: { tenant: string; person: string }): Promise<LaunchedRole[]> {
    return carriedRoles(tx, { tenant: who.tenant, person: who.person, now: this.clock.now(), carried: LAUNCHED_RULES.carried });
  }

  private answer(row: SessionRow | undefined): { session: OpenSession; bearer: string } | null {
    if (!row) return null;
    const { resourceLink, launchLocale, id, kind, person, tenant, registration, enrolment } = row;
    return { session: { id, kind, person, tenant, registration, enrolment, resourceLink, launchLocale }, bearer: this.bearer(id) };
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
