import { hash as digest, randomBytes } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Audit, Clock, Db, Problem, SETTINGS, type Settings } from '#lotse/base';
import { daysLater, type CourseRole } from '#lotse/contract';
import { GroupsService } from '#lotse/measures';
import { type Me } from '#lotse/people';
import { calendarText, type CalendarEntry } from './calendar-text.js';
import { activeEnrolments, isLetIn, localeOf, plannedHours, noteFeedRead, type Owner } from './calendar.queries.js';
import { CalendarFeed } from '../attendance/attendance.entities.js';

const TOKEN = /^([\w-]{43})(\.ics)?$/;
const hash = (text: string): Buffer => digest('sha256', text, 'buffer');

/** Tests switch these off one by one, to see that their absence is noticed. */
export const CALENDAR_RULES = { needsEnrolment: true, needsLetIn: true };

/** An address under which a calendar program reads the hours of one person. 256 bits of chance, of which the hash is kept. */
@Injectable()
export class CalendarService {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly audit: Audit,
    private readonly groups: GroupsService,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {}

  state(me: Me): Promise<{ since: string | null; readAt: string | null }> {
    return this.db.gate('calendar', async (tx) => {
      const row = await tx.findOne(CalendarFeed, { select: { createdAt: true, readAt: true }, where: { tenant: me.tenant, person: me.person } });
      return { since: row?.createdAt.toISOString() ?? null, readAt: row?.readAt?.toISOString() ?? null };
    });
  }

  /** A new address; the one before it ends with it. */
  renew(me: Me): Promise<{ url: string }> {
    const token = randomBytes(32).toString('base64url');
    return this.db.as(me, async (tx) => {
      await this.db.atGate(tx, 'calendar', async () => {
        await tx.delete(CalendarFeed, { tenant: me.tenant, person: me.person });
        await tx.insert(CalendarFeed, { tokenHash: hash(token), tenant: me.tenant, person: me.person, createdAt: this.clock.now() });
      });
      await this.tell(tx, me, 'calendar.renewed');
      return { url: `${this.settings.url}/calendar/${token}.ics` };
    });
  }

  end(me: Me): Promise<void> {
    return this.db.as(me, async (tx) => {
      await this.db.atGate(tx, 'calendar', () => tx.delete(CalendarFeed, { tenant: me.tenant, person: me.person }));
      await this.tell(tx, me, 'calendar.ended');
    });
  }

  /** The calendar behind an address. Unknown, ended, and of somebody who is in no course any more: all the same, not there. */
  async read(asked: string): Promise<string> {
    const token = TOKEN.exec(asked)?.[1];
    const owner = token === undefined ? undefined : await this.db.gate('calendar', (tx) => noteFeedRead(tx, hash(token), this.clock.now()));
    if (!owner) throw new Problem('not-found', 'calendar.unknown');
    return this.db.as(owner, async (tx) => {
      if (CALENDAR_RULES.needsLetIn && !(await isLetIn(tx, owner))) throw new Problem('not-found', 'calendar.unknown');
      const enrolments = await activeEnrolments(tx, owner);
      if (CALENDAR_RULES.needsEnrolment && enrolments.length === 0) throw new Problem('not-found', 'calendar.unknown');
      const entries: CalendarEntry[] = [];
      for (const { course, role } of enrolments) entries.push(...(await this.entriesOf(tx, owner, course, role)));
      const host = new URL(this.settings.url).host;
      return calendarText(entries, { host, now: this.clock.now(), locale: (await localeOf(tx, owner)) ?? 'de' });
    });
  }

  /** A month back and a year ahead: a trainee's expected hours, or those that somebody teaches. */
  private async entriesOf(tx: EntityManager, owner: Owner, courseId: string, role: CourseRole): Promise<CalendarEntry[]> {
    const now = this.clock.now();
    const found = await plannedHours(tx, { tenant: owner.tenant, courseId, from: daysLater(now, -30), to: daysLater(now, 366) });
    if (role !== 'trainee') return found.filter((one) => one.tutor === owner.person);
    const groups = new Map<string | null, boolean>();
    for (const id of new Set(found.map((one) => one.groupId)))
      groups.set(id, (await this.groups.expected(tx, owner.tenant, courseId, id)).includes(owner.person));
    return found.filter((one) => groups.get(one.groupId));
  }

  private tell(tx: EntityManager, me: Me, event: 'calendar.renewed' | 'calendar.ended'): Promise<void> {
    return this.audit.write(tx, { tenant: me.tenant, actor: me.person, event, subjectKind: 'person', subject: me.person });
  }
}
