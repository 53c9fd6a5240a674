import type { EntityManager } from 'typeorm';
import { columns, type RowOf, type Statement } from '#lotse/base';
import type { MeetingEventRow } from '../entities.js';
import type { Vote } from '../rules/command.js';

/** Where a meeting stands. */
export interface At {
  tenant: string;
  meeting: string;
}
export interface Ballot extends Vote {
  poll: string;
}
const EVENT = columns<MeetingEventRow>()('seq', 'command', 'part', 'by', 'type', 'at', 'audience', 'body');
export type EventRow = RowOf<typeof EVENT> & { hash: Buffer };
/** As it is written: the hash in hex, the sealed body in base64. */
interface NewEvent extends Omit<EventRow, 'hash' | 'at' | 'body'> {
  hash: string;
  about: string | null;
  body: string;
}

/** Stored only where the meeting still has this number. */
const APPEND = `with up as (update meeting set seq = seq + $4::int, at = $5 where tenant = $1 and id = $2 and seq = $3 returning seq),
  noted as (insert into meeting_event (tenant, meeting, seq, command, part, command_hash, by, about, type, at, audience, body)
    select $1, $2, e.seq, e.command, e.part, decode(e.hash, 'hex'), e.by, e.about, e.type, $5, e.audience, decode(e.body, 'base64')
    from up, jsonb_to_recordset($6::jsonb) as e(seq int, command uuid, part smallint, hash text, by uuid, about uuid, type text, audience text, body text)),
  voted as (insert into meeting_vote (tenant, meeting, poll, person, choices, place)
    select $1, $2, v.poll, v.person, array(select one::smallint from jsonb_array_elements_text(v.choices) one), v.place
    from up, jsonb_to_recordset($7::jsonb) as v(poll uuid, person uuid, choices jsonb, place text)
    on conflict (tenant, meeting, poll, person) do update set choices = excluded.choices, place = excluded.place)
  select seq from up`;

/** Gives one row, or none where another server was faster. */
export function appendEvents(at: At, log: { seq: number; time: Date }, events: readonly NewEvent[], ballots: readonly Ballot[]): Statement {
  const values = [at.tenant, at.meeting, log.seq, events.length, log.time, JSON.stringify(events), JSON.stringify(ballots)];
  return { name: 'meeting-append', text: APPEND, values };
}

/** Holds the meeting for this transaction and says its number. */
export async function lockSeq(tx: EntityManager, { tenant, meeting }: At): Promise<number | undefined> {
  const [row] = await tx.query<{ seq: number }[]>(`select seq from meeting where tenant = $1 and id = $2 for update`, [tenant, meeting]);
  return row?.seq;
}

export function seqsOf(tx: EntityManager, meetings: readonly string[]): Promise<{ id: string; seq: number }[]> {
  return tx.query<{ id: string; seq: number }[]>(`select id, seq from meeting where id = any($1)`, [meetings]);
}

export function eventsAfter(tx: EntityManager, { tenant, meeting }: At, seq: number): Promise<EventRow[]> {
  return tx.query<EventRow[]>(`select ${EVENT}, command_hash as hash from meeting_event where tenant = $1 and meeting = $2 and seq > $3 order by seq`, [
    tenant,
    meeting,
    seq,
  ]);
}

const COMMAND = columns<MeetingEventRow>()('command', 'by', 'seq');

/** Which commands have been taken, without their bodies: for messages that are sent again. */
export async function commandsUntil(
  tx: EntityManager,
  { tenant, meeting }: At,
  seq: number,
): Promise<{ command: string; sender: string | null; hash: string; seq: number }[]> {
  const rows = await tx.query<(RowOf<typeof COMMAND> & { hash: Buffer })[]>(
    `select ${COMMAND}, command_hash as hash from meeting_event where tenant = $1 and meeting = $2 and seq <= $3 order by seq`,
    [tenant, meeting, seq],
  );
  return rows.map(({ by, hash, ...row }) => ({ ...row, sender: by, hash: hash.toString('hex') }));
}

/** How many events up to this number have lost what they said by an erasure. */
export async function countBare(tx: EntityManager, { tenant, meeting }: At, seq: number): Promise<number> {
  const [row] = await tx.query<{ n: number }[]>(
    `select count(*)::int as n from meeting_event where tenant = $1 and meeting = $2 and seq <= $3 and body is null`,
    [tenant, meeting, seq],
  );
  return row?.n ?? 0;
}

export async function snapshotOf(tx: EntityManager, { tenant, meeting }: At): Promise<Buffer | undefined> {
  const [row] = await tx.query<{ body: Buffer }[]>(`select body from meeting_snapshot where tenant = $1 and meeting = $2`, [tenant, meeting]);
  return row?.body;
}

/** An older one never replaces a newer. */
export async function putSnapshot(tx: EntityManager, { tenant, meeting, seq, at, body }: At & { seq: number; at: Date; body: Buffer }): Promise<void> {
  await tx.query(
    `insert into meeting_snapshot (tenant, meeting, seq, at, body) values ($1, $2, $3, $4, $5)
     on conflict (tenant, meeting) do update set seq = excluded.seq, at = excluded.at, body = excluded.body where meeting_snapshot.seq < excluded.seq`,
    [tenant, meeting, seq, at, body],
  );
}

export function votesOf(tx: EntityManager, { tenant, meeting }: At): Promise<Ballot[]> {
  return tx.query<Ballot[]>(`select poll, person, choices, place from meeting_vote where tenant = $1 and meeting = $2`, [tenant, meeting]);
}

export async function deleteVotes(tx: EntityManager, { tenant, meeting }: At, polls: readonly string[]): Promise<void> {
  await tx.query(`delete from meeting_vote where tenant = $1 and meeting = $2 and poll = any($3)`, [tenant, meeting, polls]);
}

/** One device of the meeting, or all of them. */
export async function revokeDevices(tx: EntityManager, { tenant, meeting }: At, { device, at }: { device: string | null; at: Date }): Promise<void> {
  await tx.query(`update room_device set revoked_at = $3 where tenant = $1 and meeting = $2 and ($4::uuid is null or id = $4) and revoked_at is null`, [
    ...[tenant, meeting, at, device],
  ]);
}
