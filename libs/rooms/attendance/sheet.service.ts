import { randomInt, randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Audit, Clock, Db, Problem } from '#lotse/base';
import { germanDay, type AttendanceLine, type AttendanceSheet, type SheetLine, type SupportElement } from '#lotse/contract';
import { GroupsService, ParticipationsService } from '#lotse/measures';
import { enrolmentOf, type Me, Tenant } from '#lotse/people';
import { isOver, stateOf } from '../plan/meeting-states.js';
import { roomOf } from '../plan/of-course.js';
import type { MeetingAt } from '../plan/plan.queries.js';
import { hoursOf } from '../plan/series.js';
import { chargedToMeasure } from './charge.js';
import { checkDecided, checkPeople, plannedMinutesOf } from './decide.js';
import { hourOfTutor } from './hours.queries.js';
import { proposedFor, type Happened } from './meeting-reads.js';
import type { Proposal } from './propose.js';
import { Records } from './records.js';
import { newestRecord, recordsOfMeeting } from './records.queries.js';
import { Meeting } from '../entities.js';
import { AttendanceRecord } from './attendance.entities.js';

interface Hour {
  meeting: MeetingAt;
  happened: Happened;
  /** Who was expected or came, and who was expected. */
  people: string[];
  expected: ReadonlySet<string>;
  isSchool: boolean;
}

/** Tests switch these off one by one, to see that their absence is noticed. */
export const ATTENDANCE_RULES = { ownHoursOnly: true, onceOnly: true };

/** The page after the hour: what is proposed, what the tutor of the hour confirms once, and what is corrected later. */
@Injectable()
export class SheetService {
  private readonly collator = new Intl.Collator('de');

  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly audit: Audit,
    private readonly groups: GroupsService,
    private readonly participations: ParticipationsService,
    private readonly records: Records,
  ) {}

  sheet(me: Me, enrolmentId: string, meetingId: string): Promise<AttendanceSheet> {
    const { courseId } = enrolmentOf(me, enrolmentId, 'tutor');
    return this.db.as(me, async (tx) => {
      const hour = await this.hourOf(tx, me, courseId, meetingId);
      const records = await recordsOfMeeting(tx, me.tenant, meetingId);
      const all = [...new Set([...hour.people, ...records.flatMap((one) => one.person ?? [])])];
      const names = await this.records.names(tx, me.tenant, all);
      const shown = await this.records.shown(tx, me.tenant, records);
      const lines: SheetLine[] = [];
      for (const person of all) {
        const record = records.find((one) => one.person === person);
        lines.push({
          ...{ personId: person, name: names.get(person) ?? '', isExpected: hour.expected.has(person) },
          excusedAt: hour.happened.excuses.get(person)?.toISOString() ?? null,
          proposal: shownProposal(proposedFor(person, hour.meeting, hour.happened, hour.isSchool)),
          record: shown.find((one) => one.recordId === record?.id) ?? null,
        });
      }
      lines.sort((a, b) => this.collator.compare(a.name, b.name));
      const { meeting } = hour;
      return {
        ...{ meetingId, roomTitle: meeting.roomTitle, from: meeting.from.toISOString(), to: meeting.to.toISOString(), minutes: plannedMinutesOf(meeting) },
        ...{ source: sourceOf(meeting), state: stateOf(meeting), isConfirmed: records.length > 0, lines },
      };
    });
  }

  /** Problems: meeting.unknown, attendance.not-over, attendance.confirmed, attendance.incomplete, attendance.unfit, … */
  confirm(me: Me, enrolmentId: string, meetingId: string, lines: readonly AttendanceLine[]): Promise<{ records: number }> {
    const { courseId } = enrolmentOf(me, enrolmentId, 'tutor');
    return this.db.as(me, async (tx) => {
      const hour = await this.hourOf(tx, me, courseId, meetingId, true);
      const { meeting } = hour;
      const now = this.clock.now();
      if (!isOver(meeting, now)) throw new Problem('conflict', 'attendance.not-over');
      const known = await tx.existsBy(AttendanceRecord, { tenant: me.tenant, meeting: meetingId });
      if (ATTENDANCE_RULES.onceOnly && known) throw new Problem('conflict', 'attendance.confirmed');
      checkPeople(lines, hour.people);
      if (lines.length === 0) throw new Problem('conflict', 'attendance.nobody');
      for (const line of lines) checkDecided(line, plannedMinutesOf(meeting));
      await this.write(tx, me, hour, lines);
      await this.tell(tx, me, 'attendance.confirmed', meetingId, lines.length);
      return { records: lines.length };
    });
  }

  /** A new record in place of the newest one. Problems: record.unknown, record.corrected, attendance.unfit. */
  correct(me: Me, enrolmentId: string, recordId: string, wish: Omit<AttendanceLine, 'personId'> & { because: string }): Promise<{ recordId: string }> {
    const { courseId } = enrolmentOf(me, enrolmentId, 'tutor');
    return this.db.as(me, async (tx) => {
      const at = await tx.findOne(AttendanceRecord, { select: { meeting: true, person: true }, where: { tenant: me.tenant, id: recordId } });
      if (!at || at.person === null || !(await this.findMine(tx, me, courseId, at.meeting, true))) throw new Problem('not-found', 'record.unknown');
      const old = await newestRecord(tx, me.tenant, recordId);
      if (!old) throw new Problem('conflict', 'record.corrected');
      checkDecided(wish, plannedMinutesOf(old));
      const { because, ...decided } = wish;
      const now = { confirmedBy: me.person, confirmedAt: this.clock.now(), person: at.person };
      const id = await this.records.insert(tx, me.tenant, { ...old, ...decided, ...now, corrects: { id: old.id, root: old.root, because } });
      if (id === null) throw new Problem('conflict', 'record.corrected');
      await this.tell(tx, me, 'attendance.corrected', at.meeting, 1);
      return { recordId: id };
    });
  }

  /** An hour that was held without Lotse. Its attendance is confirmed as that of any other. */
  enterLate(me: Me, enrolmentId: string, roomId: string, wish: LateWish): Promise<{ meetingId: string }> {
    const { courseId } = enrolmentOf(me, enrolmentId, 'tutor');
    return this.db.as(me, async (tx) => {
      await roomOf(tx, me.tenant, courseId, roomId);
      if (wish.groupId !== null) await this.groups.find(tx, me.tenant, courseId, wish.groupId);
      const { from, to } = hoursOf(wish.day, wish.from, wish.to);
      const now = this.clock.now();
      if (to > now) throw new Problem('invalid', 'attendance.not-over');
      if (to.getTime() - from.getTime() > 12 * 3600_000) throw new Problem('invalid', 'plan.too-long');
      const id = randomUUID();
      await tx.insert(Meeting, {
        tenant: me.tenant,
        id,
        room: roomId,
        groupId: wish.groupId,
        plannedFrom: from,
        plannedTo: to,
        placeLabel: wish.placeLabel,
        supportElement: wish.supportElement,
        tutor: me.person,
        seed: randomInt(2 ** 31 - 1),
        createdBy: me.person,
        createdAt: now,
        changedAt: now,
      });
      return { meetingId: id };
    });
  }

  private async hourOf(tx: EntityManager, me: Me, courseId: string, meetingId: string, isLocked = false): Promise<Hour> {
    const meeting = await this.findMine(tx, me, courseId, meetingId, isLocked);
    if (!meeting) throw new Problem('not-found', 'meeting.unknown');
    const happened = await this.records.happened(tx, me.tenant, meetingId);
    const expected = new Set(await this.groups.expected(tx, me.tenant, courseId, meeting.groupId));
    const came = happened.connections.filter((one) => !one.isTutor).map((one) => one.person);
    const tapped = happened.events.flatMap((one) => (one.kind === 'tapped' ? [one.person] : []));
    const tenant = await tx.findOneBy(Tenant, { id: me.tenant });
    return { meeting, happened, expected, people: [...new Set([...expected, ...came, ...tapped])], isSchool: tenant?.kind === 'school' };
  }

  /** A meeting of the course that is this tutor's. */
  private findMine(tx: EntityManager, me: Me, courseId: string, meetingId: string, isLocked: boolean): Promise<MeetingAt | undefined> {
    const at = { tenant: me.tenant, person: me.person, courseId, meeting: meetingId };
    return hourOfTutor(tx, at, { isLocked, ofAnyTutor: !ATTENDANCE_RULES.ownHoursOnly });
  }

  private async write(tx: EntityManager, me: Me, hour: Hour, lines: readonly AttendanceLine[]): Promise<void> {
    const { meeting, happened } = hour;
    const day = germanDay(meeting.from);
    const statuses = lines.filter((line) => hour.expected.has(line.personId) || line.minutes > 0).map((line) => line.status);
    const running = await this.participations.runningOn(
      tx,
      me.tenant,
      lines.map((line) => line.personId),
      day,
    );
    const others = happened.connections.find((one) => one.isTutor && one.person !== (meeting.tutor ?? meeting.startedBy ?? me.person));
    for (const line of lines) {
      const { stays, cameAt, goneAt } = proposedFor(line.personId, meeting, happened, hour.isSchool);
      const id = await this.records.insert(tx, me.tenant, {
        ...{ meeting: meeting.id, person: line.personId, participation: running.get(line.personId) ?? null, from: meeting.from, to: meeting.to },
        ...{ stays: stays.map((one) => ({ from: one.from.toISOString(), to: one.to.toISOString(), place: one.place })), cameAt, goneAt },
        ...{ mode: line.mode, learningPlace: line.learningPlace, status: line.status, minutes: line.minutes, supportElement: meeting.supportElement },
        ...{ chargedToMeasure: chargedToMeasure(plannedMinutesOf(meeting), statuses), groupSize: statuses.length },
        ...{ secondProfessional: others?.person ?? null, employerContact: false, confirmedBy: me.person, confirmedAt: this.clock.now() },
        ...{ source: sourceOf(meeting), corrects: null },
      });
      if (id === null) throw new Problem('conflict', 'attendance.confirmed');
    }
  }

  private tell(tx: EntityManager, me: Me, event: 'attendance.confirmed' | 'attendance.corrected', meeting: string, people: number): Promise<void> {
    return this.audit.write(tx, { tenant: me.tenant, actor: me.person, event, subjectKind: 'meeting', subject: meeting, details: { people } });
  }
}

interface LateWish {
  day: string;
  from: string;
  to: string;
  placeLabel: string | null;
  supportElement: SupportElement;
  groupId: string | null;
}

function sourceOf(meeting: MeetingAt): 'ROOM' | 'MANUAL' {
  return meeting.startedAt === null ? 'MANUAL' : 'ROOM';
}

function shownProposal(one: Proposal): SheetLine['proposal'] {
  return {
    ...{ status: one.status, mode: one.mode, learningPlace: one.learningPlace, minutes: one.minutes, lessonUnits: one.lessonUnits },
    ...{ cameAt: one.cameAt?.toISOString() ?? null, goneAt: one.goneAt?.toISOString() ?? null, hints: one.hints },
    stays: one.stays.map((stay) => ({ from: stay.from.toISOString(), to: stay.to.toISOString(), place: stay.place })),
  };
}
