import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Clock, Db, Seal, type Statement } from '#lotse/base';
import { emptyMeeting, type Audience, type MeetingEvent, type MeetingEventType, type MeetingState } from '#lotse/contract';
import type { Recorded } from '../rules/visibility.js';
import type { Vote } from '../rules/command.js';
import { TenantSealer, type Sealer } from './tenant-sealer.js';

/** Where a meeting stands. */
export interface At {
  tenant: string;
  meeting: string;
}
/** An event as it is stored; `by` may be a person or a room device. */
export interface Entry extends Recorded {
  command: string;
  part: number;
  hash: string;
  /** Who sent the command, also where the event names nobody. */
  sender: string | null;
  about: string | null;
}
export interface Ballot extends Vote {
  poll: string;
}
interface Row {
  seq: number;
  command: string;
  part: number;
  hash: Buffer;
  by: string | null;
  type: MeetingEventType;
  at: Date;
  audience: Audience;
  body: Buffer | null;
}

const COLUMNS = 'seq, command, part, command_hash as hash, by, type, at, audience, body';

const STORE = `with up as (update meeting set seq = seq + $4::int, at = $5 where tenant = $1 and id = $2 and seq = $3 returning seq),
  noted as (insert into meeting_event (tenant, meeting, seq, command, part, command_hash, by, about, type, at, audience, body)
    select $1, $2, e.seq, e.command, e.part, decode(e.hash, 'hex'), e.by, e.about, e.type, $5, e.audience, decode(e.body, 'base64')
    from up, jsonb_to_recordset($6::jsonb) as e(seq int, command uuid, part smallint, hash text, by uuid, about uuid, type text, audience text, body text)),
  voted as (insert into meeting_vote (tenant, meeting, poll, person, choices, place)
    select $1, $2, v.poll, v.person, array(select one::smallint from jsonb_array_elements_text(v.choices) one), v.place
    from up, jsonb_to_recordset($7::jsonb) as v(poll uuid, person uuid, choices jsonb, place text)
    on conflict (tenant, meeting, poll, person) do update set choices = excluded.choices, place = excluded.place)
  select seq from up`;

/** Reads and writes the log of meetings. An event is stored only where the meeting's number still is the one it was decided by. */
@Injectable()
export class MeetingStore {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly seal: Seal,
    private readonly sealer: TenantSealer,
  ) {}

  /** False where another server was faster: nothing was written. One message, with its COMMIT. */
  async append(at: At, seq: number, entries: readonly Entry[], ballots: readonly Ballot[]): Promise<boolean> {
    const statement = this.statement(at, seq, entries, ballots, await this.sealer.of(at.tenant));
    const [rows] = await this.db.jobAtOnce(at.tenant, [statement]);
    return (rows ?? []).length === 1;
  }

  /** The same inside a transaction that holds the meeting (`lock`). */
  async appendIn(tx: EntityManager, at: At, seq: number, entries: readonly Entry[], ballots: readonly Ballot[]): Promise<void> {
    const seal = await this.seal.sealer(tx, { kind: 'tenant', id: at.tenant });
    const { text, values } = this.statement(at, seq, entries, ballots, seal);
    if ((await tx.query<unknown[]>(text, values)).length !== 1) throw new Error('a meeting that was locked has moved');
  }

  private statement(at: At, seq: number, entries: readonly Entry[], ballots: readonly Ballot[], seal: Sealer): Statement {
    const rows = entries.map(({ event, command, part, hash, sender, about, audience }) => {
      const cell = { table: 'meeting_event', row: `${at.meeting} ${event.seq}`, column: 'body' };
      const body = seal(cell, JSON.stringify(event.body)).toString('base64');
      return { seq: event.seq, command, part, hash, by: sender, about, type: event.type, audience, body };
    });
    const last = new Map(ballots.map((ballot) => [`${ballot.poll} ${ballot.person}`, ballot]));
    const time = new Date(entries[0]?.event.at ?? this.clock.now().getTime());
    return {
      name: 'meeting-append',
      text: STORE,
      values: [at.tenant, at.meeting, seq, entries.length, time, JSON.stringify(rows), JSON.stringify([...last.values()])],
    };
  }

  /** Holds the meeting for this transaction and says its number; null where there is no such meeting. */
  async lock(tx: EntityManager, at: At): Promise<number | null> {
    const [row] = await tx.query<{ seq: number }[]>(`select seq from meeting where tenant = $1 and id = $2 for update`, [at.tenant, at.meeting]);
    return row?.seq ?? null;
  }

  /** What was stored after this number. */
  async since(tx: EntityManager, at: At, seq: number): Promise<Entry[]> {
    const rows = await tx.query<Row[]>(`select ${COLUMNS} from meeting_event where tenant = $1 and meeting = $2 and seq > $3 order by seq`, [
      at.tenant,
      at.meeting,
      seq,
    ]);
    const entries: Entry[] = [];
    for (const row of rows) entries.push(await this.entry(tx, at, row));
    return entries;
  }

  private async entry(tx: EntityManager, at: At, row: Row): Promise<Entry> {
    const cell = { table: 'meeting_event', row: `${at.meeting} ${row.seq}`, column: 'body' };
    const body = row.body ? (JSON.parse(await this.seal.open(tx, { kind: 'tenant', id: at.tenant }, cell, row.body)) as unknown) : null;
    const event = { seq: row.seq, at: row.at.getTime(), by: row.by, type: row.type, body } as MeetingEvent;
    return { event, audience: row.audience, command: row.command, part: row.part, hash: row.hash.toString('hex'), sender: row.by, about: null };
  }

  /** Which commands have been taken, without their bodies: for messages that are sent again. */
  async commands(tx: EntityManager, at: At, until: number): Promise<{ command: string; sender: string | null; hash: string; seq: number }[]> {
    const rows = await tx.query<{ command: string; by: string | null; hash: Buffer; seq: number }[]>(
      `select command, by, command_hash as hash, seq from meeting_event where tenant = $1 and meeting = $2 and seq <= $3 order by seq`,
      [at.tenant, at.meeting, until],
    );
    return rows.map(({ command, by, hash, seq }) => ({ command, sender: by, hash: hash.toString('hex'), seq }));
  }

  async snapshot(tx: EntityManager, at: At): Promise<MeetingState | null> {
    const [row] = await tx.query<{ body: Buffer }[]>(`select body from meeting_snapshot where tenant = $1 and meeting = $2`, [at.tenant, at.meeting]);
    if (!row) return null;
    const cell = { table: 'meeting_snapshot', row: at.meeting, column: 'body' };
    const known = JSON.parse(await this.seal.open(tx, { kind: 'tenant', id: at.tenant }, cell, row.body)) as Partial<MeetingState>;
    return { ...emptyMeeting(), ...known }; // one of an earlier release may not have all of it
  }

  /** How many events up to this number have lost what they said by an erasure. */
  async bare(tx: EntityManager, at: At, seq: number): Promise<number> {
    const [row] = await tx.query<{ n: number }[]>(
      `select count(*)::int as n from meeting_event where tenant = $1 and meeting = $2 and seq <= $3 and body is null`,
      [at.tenant, at.meeting, seq],
    );
    return row?.n ?? 0;
  }

  /** An older one never replaces a newer. False where an erasure took something out of the events that this state still has: it is not kept. */
  saveSnapshot(at: At, state: MeetingState, bare: number): Promise<boolean> {
    return this.db.job(at.tenant, async (tx) => {
      if ((await this.bare(tx, at, state.seq)) !== bare) return false;
      const cell = { table: 'meeting_snapshot', row: at.meeting, column: 'body' };
      const body = await this.seal.seal(tx, { kind: 'tenant', id: at.tenant }, cell, JSON.stringify(state));
      await tx.query(
        `insert into meeting_snapshot (tenant, meeting, seq, at, body) values ($1, $2, $3, $4, $5)
         on conflict (tenant, meeting) do update set seq = excluded.seq, at = excluded.at, body = excluded.body where meeting_snapshot.seq < excluded.seq`,
        [at.tenant, at.meeting, state.seq, new Date(state.at), body],
      );
      return true;
    });
  }

  votes(tx: EntityManager, at: At): Promise<Ballot[]> {
    return tx.query<Ballot[]>(`select poll, person, choices, place from meeting_vote where tenant = $1 and meeting = $2`, [at.tenant, at.meeting]);
  }

  /** Nothing of who chose what is left once a poll is closed. */
  async forgetVotes(tx: EntityManager, at: At, polls: readonly string[]): Promise<void> {
    if (polls.length > 0) await tx.query(`delete from meeting_vote where tenant = $1 and meeting = $2 and poll = any($3)`, [at.tenant, at.meeting, polls]);
  }
}
