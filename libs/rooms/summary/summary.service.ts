import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Clock, Db, Problem, Seal } from '#lotse/base';
import { applyEvent, emptyMeeting, type HourSummary, type HourTask, type MeetingState } from '#lotse/contract';
import { RoomRunsService, type RoomTask } from '#lotse/learning';
import { PeopleService, enrolmentOf, type Me } from '#lotse/people';
import { MeetingStore } from '../log/meeting-store.js';
import { openQuestions } from './open-questions.js';
import { connectedTrainees, hourOf, type HourRow } from './summary.queries.js';
import { Meeting } from '../entities.js';

/** What is left of an hour for those who were in it: who came, what was worked on, what to take up or to practise again. */
@Injectable()
export class SummaryService {
  private readonly collator = new Intl.Collator('de');

  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly seal: Seal,
    private readonly store: MeetingStore,
    private readonly runs: RoomRunsService,
    private readonly people: PeopleService,
  ) {}

  /** Problems: meeting.unknown, meeting.not-over. */
  summary(me: Me, enrolmentId: string, meetingId: string): Promise<HourSummary> {
    const { courseId, role } = enrolmentOf(me, enrolmentId, 'trainee', 'teacher', 'tutor');
    return this.db.as(me, async (tx) => {
      const hour = await this.find(tx, me, courseId, meetingId);
      if (hour.endedAt === null) throw new Problem('conflict', 'meeting.not-over');
      const events = (await this.store.since(tx, { tenant: me.tenant, meeting: meetingId }, 0)).map(({ event }) => event);
      const state = events.reduce(applyEvent, emptyMeeting());
      const staff = role !== 'trainee';
      const came = await this.came(tx, me.tenant, meetingId, state);
      const asked = staff ? openQuestions(events, state) : [];
      const names = await this.people.displayNames(tx, me.tenant, [...new Set([...came.map(({ person }) => person), ...asked.map(({ person }) => person)])]);
      const people = came.map(({ person, place }) => ({ personId: person, name: names.get(person) ?? '', place }));
      people.sort((a, b) => this.collator.compare(a.name, b.name));
      return {
        ...{ meetingId, roomId: hour.room, roomTitle: hour.roomTitle, from: (hour.startedAt ?? hour.from).toISOString(), to: hour.endedAt.toISOString() },
        isMine: role === 'tutor' && hour.isMine,
        isConfirmed: hour.isConfirmed,
        mayNote: staff && hour.isMine,
        people: role === 'tutor' && hour.isMine ? people : null,
        tasks: (await this.runs.workedOn(tx, me.tenant, meetingId)).map((task) => taskFor(task, staff, me.person)),
        polls: state.polls.flatMap(({ question, options, result }) => (result ? [{ question, options, counts: result.counts }] : [])),
        questions: staff ? asked.map(({ person, text }) => ({ name: names.get(person) ?? '', text })) : null,
        nextTime: staff ? await this.note(tx, me.tenant, hour) : null,
      };
    });
  }

  /** By whoever taught the hour. */
  noteNextTime(me: Me, enrolmentId: string, meetingId: string, text: string): Promise<void> {
    const { courseId } = enrolmentOf(me, enrolmentId, 'teacher', 'tutor');
    return this.db.as(me, async (tx) => {
      const hour = await this.find(tx, me, courseId, meetingId);
      if (!hour.isMine) throw new Problem('not-found', 'meeting.unknown');
      const cell = { table: 'meeting', row: meetingId, column: 'next_time' };
      const sealed = text === '' ? null : await this.seal.seal(tx, { kind: 'tenant', id: me.tenant }, cell, text);
      await tx.update(Meeting, { tenant: me.tenant, id: meetingId }, { nextTime: sealed, changedAt: this.clock.now() });
    });
  }

  private async find(tx: EntityManager, me: Me, courseId: string, meetingId: string): Promise<HourRow> {
    const row = await hourOf(tx, { tenant: me.tenant, person: me.person, courseId, meeting: meetingId });
    if (!row) throw new Problem('not-found', 'meeting.unknown');
    return row;
  }

  /** Who had a connection, and who was tapped present; the place as it was in the end. */
  private async came(tx: EntityManager, tenant: string, meeting: string, { people }: Pick<MeetingState, 'people'>) {
    const connected = await connectedTrainees(tx, { tenant, meeting });
    const inLog = Object.entries(people).flatMap(([person, one]) => (one.seat === 'trainee' ? [person] : []));
    return [...new Set([...connected, ...inLog])].map((person) => ({ person, place: people[person]?.place ?? null }));
  }

  private note(tx: EntityManager, tenant: string, { id, nextTime }: HourRow): Promise<string | null> {
    if (nextTime === null) return Promise.resolve(null);
    return this.seal.open(tx, { kind: 'tenant', id: tenant }, { table: 'meeting', row: id, column: 'next_time' }, nextTime);
  }
}

function taskFor({ results, ...task }: RoomTask, isStaff: boolean, person: string): HourTask {
  const given = results.filter(({ verdict }) => verdict !== null);
  return {
    ...task,
    answers: given.length,
    right: isStaff ? given.filter(({ verdict }) => verdict === 'right').length : null,
    mine: isStaff ? null : (given.find((one) => one.person === person)?.verdict ?? null),
  };
}
