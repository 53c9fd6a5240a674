import { randomUUID } from 'node:crypto';
import {
  addGroup,
  attendanceSheet,
  confirmAttendance,
  germanTime,
  groupPeople,
  planMeetings,
  type AttendanceLine,
  type AttendanceSheet,
  type PlanWish,
} from '#lotse/contract';
import { ReportWorld } from './report-world.js';
import type { Visitor } from './visitor.js';

/** The provider of the demo with its tutor Karin, a room of the course and its trainees. Sunday, 29 November 2026, ten in the morning. */
export class HourWorld {
  readonly ids = new Map<string, string>();
  karin!: Visitor;
  jonas!: Visitor;
  /** A second tutor of the same course. */
  gesa!: Visitor;
  roomId = '';
  private constructor(readonly world: ReportWorld) {}

  static async open(now = new Date('2026-11-29T09:00:00Z')): Promise<HourWorld> {
    const it = new HourWorld(await ReportWorld.open(now));
    await it.world.admin();
    it.karin = await it.world.trainee('karin.thomsen');
    it.jonas = await it.world.trainee('jonas.petersen');
    it.gesa = await it.world.trainee('bernd.asmus');
    it.roomId = await it.room();
    const { rows } = await it.karin.call(groupPeople, it.at(), undefined, '?size=100');
    for (const one of rows) it.ids.set(one.name, one.personId);
    return it;
  }

  get server() {
    return this.world.server;
  }
  at = (more: Record<string, string> = {}): Record<string, string> => ({ enrolmentId: this.karin.enrolmentId, roomId: this.roomId, ...more });
  id = (name: string): string => this.ids.get(name) ?? '';
  staff = (more: Record<string, string> = {}): Record<string, string> => ({ tenantId: this.world.tenantId, ...more });

  /** Sets the clock to a time in Germany. */
  now(day: string, time: string): void {
    this.server.clock.set(germanTime(day, time));
  }

  group(name: string, ...people: string[]): Promise<{ groupId: string }> {
    return this.karin.call(addGroup, this.at(), { name, personIds: people.map(this.id) });
  }

  wish(more: Partial<PlanWish> = {}): PlanWish {
    return {
      ...{ day: '2026-12-01', from: '17:00', to: '18:30', placeLabel: 'B 12', supportElement: 'SUPPORT_TEACHING', groupId: null, tutorId: null, series: null },
      ...more,
    };
  }

  /** Plans one hour and tells its id. */
  async plan(more: Partial<PlanWish> = {}): Promise<string> {
    const before = new Set(await this.meetings());
    await this.karin.call(planMeetings, this.at(), this.wish(more));
    return (await this.meetings()).find((id) => !before.has(id)) ?? '';
  }

  async meetings(): Promise<string[]> {
    const rows = await this.sql<{ id: string }>('select id from meeting where room = $1 order by planned_from', [this.roomId]);
    return rows.map((row) => row.id);
  }

  /** The hour ran: who was connected from when to when, by minutes after its beginning; the tutor from the first to the last. */
  async ran(meetingId: string, minutes: number, people: Record<string, [number, number]>): Promise<void> {
    const [row] = await this.sql<{ from: Date }>('select planned_from as "from" from meeting where id = $1', [meetingId]);
    const at = (after: number) => new Date((row?.from.getTime() ?? 0) + after * 60_000);
    const karin = await this.world.personOf(this.karin);
    await this.sql('update meeting set started_at = $2, started_by = $3, ended_at = $4, ended_by = $5 where id = $1', [
      meetingId,
      at(0),
      karin,
      at(minutes),
      'tutor',
    ]);
    const came: [string, string, number, number][] = [[karin, 'tutor', 0, minutes]];
    for (const [name, [from, to]] of Object.entries(people)) came.push([this.id(name), 'trainee', from, to]);
    for (const [person, seat, from, to] of came)
      await this.sql('insert into meeting_presence (tenant, meeting, id, person, seat, came_at, heard_at, left_at) values ($1, $2, $3, $4, $5, $6, $7, $7)', [
        ...[this.world.tenantId, meetingId, randomUUID(), person, seat, at(from), at(to)],
      ]);
    this.server.clock.set(at(minutes + 5));
  }

  sheet(meetingId: string, who = this.karin): Promise<AttendanceSheet> {
    return who.call(attendanceSheet, { enrolmentId: who.enrolmentId, meetingId });
  }

  /** Confirms what is proposed, with what is decided otherwise. */
  async confirm(meetingId: string, otherwise: Record<string, Partial<AttendanceLine>> = {}): Promise<AttendanceSheet> {
    const { lines } = await this.sheet(meetingId);
    const decided = lines.map(({ personId, name, proposal: { status, mode, learningPlace, minutes } }) => ({
      ...{ personId, status, mode, learningPlace, minutes },
      ...otherwise[name],
    }));
    await this.karin.call(confirmAttendance, this.at({ meetingId }), { lines: decided });
    return this.sheet(meetingId);
  }

  sql<T>(sql: string, values: unknown[]): Promise<T[]> {
    return this.server.db.job(this.world.tenantId, (tx) => tx.query<T[]>(sql, values));
  }

  async room(): Promise<string> {
    const id = randomUUID();
    const [enrolment] = await this.sql<{ course: string; person: string }>('select course, person from enrolment where id = $1', [this.karin.enrolmentId]);
    const now = this.server.clock.now();
    await this.sql(
      `insert into room (tenant, id, course, title, place_label, media, created_by, created_at, changed_at) values ($1, $2, $3, $4, 'B 12', 'none', $5, $6, $6)`,
      [...[this.world.tenantId, id, enrolment?.course, 'Stütz- und Förderunterricht Dienstag', enrolment?.person, now]],
    );
    return id;
  }
}
