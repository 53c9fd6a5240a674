import { hash as digest, randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Clock, Db, Problem } from '#lotse/base';
import type { JoinTicket, Seat } from '#lotse/contract';
import { GroupsService } from '#lotse/measures';
import { enrolmentOf, type Me } from '#lotse/people';
import type { At } from '../log/meeting.queries.js';
import { Meetings } from '../log/meetings.js';
import { joinableOf, takeTicket, type TicketRow } from './seats.queries.js';
import { JoinTicketRow } from '../entities.js';

const TICKET_MS = 60_000;
const TENANT_BYTES = 16;

export interface Admitted {
  at: At;
  seat: Seat;
  person: string | null;
  device: string | null;
  session: string | null;
  enrolment: string | null;
}

/** What a connection shows when it comes: 256 bits, stored as a hash, taken once, for a minute; bound to person, meeting, seat and tenant. */
@Injectable()
export class TicketsService {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly meetings: Meetings,
    private readonly groups: GroupsService,
  ) {}

  /** For somebody of the meeting's course. A foreign meeting and an unknown one are both not there. */
  async forPerson(me: Me, enrolmentId: string, meetingId: string): Promise<JoinTicket> {
    const enrolment = enrolmentOf(me, enrolmentId, 'trainee', 'teacher', 'tutor');
    const seat = enrolment.role === 'trainee' ? 'trainee' : 'tutor';
    const at = { tenant: me.tenant, meeting: meetingId };
    const hour = await this.db.as(me, (tx) => joinableOf(tx, { ...at, courseId: enrolment.courseId }));
    if (!hour) throw new Problem('not-found', 'meeting.unknown');
    if (hour.ended) throw new Problem('conflict', 'meeting.over');
    if (!hour.started) throw new Problem('conflict', 'meeting.not-begun');
    if (seat === 'trainee' && hour.groupId !== null) await this.refuseOthers(me, enrolment.courseId, hour.groupId);
    await this.refuseShutOut(at, me.person, seat);
    return this.make({ at, seat, person: me.person, device: null, session: me.sessionId, enrolment: enrolmentId });
  }

  /** An hour for its group alone. */
  private async refuseOthers(me: Me, courseId: string, groupId: string): Promise<void> {
    const expected = await this.db.as(me, (tx) => this.groups.expected(tx, me.tenant, courseId, groupId));
    if (!expected.includes(me.person)) throw new Problem('conflict', 'meeting.group-only');
  }

  /** Somebody a tutor has removed finds no meeting; in a locked one nobody new sits down. */
  private async refuseShutOut(at: At, person: string, seat: Seat): Promise<void> {
    const { state } = await this.meetings.of(at);
    if (state.removed.includes(person)) throw new Problem('not-found', 'meeting.unknown');
    if (seat === 'trainee' && state.locks.room && !state.people[person]) throw new Problem('conflict', 'meeting.locked');
  }

  async make(who: Admitted): Promise<JoinTicket> {
    const ticket = Buffer.concat([Buffer.from(who.at.tenant.replaceAll('-', ''), 'hex'), randomBytes(32)]).toString('base64url');
    const expires = new Date(this.clock.now().getTime() + TICKET_MS);
    await this.db.job(who.at.tenant, (tx) =>
      tx.insert(JoinTicketRow, {
        tenant: who.at.tenant,
        ticketHash: hashOf(ticket),
        meeting: who.at.meeting,
        seat: who.seat,
        person: who.person,
        roomDevice: who.device,
        session: who.session,
        enrolment: who.enrolment,
        expiresAt: expires,
      }),
    );
    return { ticket, meetingId: who.at.meeting, seat: who.seat, expiresAt: expires.toISOString() };
  }

  /** Null where it is unknown, used or older than a minute. */
  async redeem(ticket: string): Promise<Admitted | null> {
    const bytes = Buffer.from(ticket, 'base64url');
    if (bytes.length !== TENANT_BYTES + 32) return null;
    const tenant = bytes.toString('hex', 0, TENANT_BYTES).replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
    const [rows] = await this.db.jobAtOnce(tenant, [takeTicket(tenant, hashOf(ticket))]);
    const row = rows?.[0] as unknown as TicketRow | undefined;
    if (!row || row.expiresAt <= this.clock.now()) return null;
    const { meeting, seat, person, roomDevice: device, session, enrolment } = row;
    return { at: { tenant, meeting }, seat, person, device, session, enrolment };
  }
}

function hashOf(ticket: string): Buffer {
  return digest('sha256', ticket, 'buffer');
}
