import type { EntityManager } from 'typeorm';
import type { MeetingMood } from '../entities.js';
import type { At } from '../log/meeting.queries.js';

/** Somebody of a meeting; `who` is a hash in hex. */
export interface MoodKey extends At {
  who: string;
}
export type MoodRow = MoodKey & Pick<MeetingMood, 'mood'>;

export function moodsIn(tx: EntityManager, meetings: readonly At[]): Promise<Omit<MoodRow, 'tenant'>[]> {
  return tx.query<Omit<MoodRow, 'tenant'>[]>(
    `select meeting, encode(who_hash, 'hex') as who, mood from meeting_mood where (tenant, meeting) in (select * from unnest($1::uuid[], $2::uuid[]))`,
    [meetings.map((one) => one.tenant), meetings.map((one) => one.meeting)],
  );
}

export async function putMoods(tx: EntityManager, said: readonly MoodRow[], at: Date): Promise<void> {
  await tx.query(
    `insert into meeting_mood (tenant, meeting, who_hash, mood, at) select s.tenant, s.meeting, decode(s.who, 'hex'), s.mood, $5
     from unnest($1::uuid[], $2::uuid[], $3::text[], $4::text[]) as s(tenant, meeting, who, mood)
     on conflict (tenant, meeting, who_hash) do update set mood = excluded.mood, at = excluded.at`,
    [...listsOf(said), said.map((one) => one.mood), at],
  );
}

export async function deleteMoods(tx: EntityManager, of: readonly MoodKey[]): Promise<void> {
  await tx.query(
    `delete from meeting_mood m using unnest($1::uuid[], $2::uuid[], $3::text[]) as s(tenant, meeting, who)
     where m.tenant = s.tenant and m.meeting = s.meeting and m.who_hash = decode(s.who, 'hex')`,
    listsOf(of),
  );
}

/** Only what was said up to this time. */
export async function deleteMoodsUntil(tx: EntityManager, { tenant, meeting }: At, who: { hashes: readonly string[]; until: Date }): Promise<void> {
  await tx.query(`delete from meeting_mood where tenant = $1 and meeting = $2 and encode(who_hash, 'hex') = any($3) and at <= $4`, [
    ...[tenant, meeting, who.hashes, who.until],
  ]);
}

const listsOf = (all: readonly MoodKey[]) => [all.map((one) => one.tenant), all.map((one) => one.meeting), all.map((one) => one.who)];
