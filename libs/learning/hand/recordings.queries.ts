import type { EntityManager } from 'typeorm';
import type { Asking } from '#lotse/base';
import type { RecordingType } from '#lotse/contract';
import type { RecordingPart } from './recording.entities.js';

/** As an answer names it; its id comes from outside and may be any text. */
interface Named {
  tenant: string;
  person: string;
  run: string;
  recording: string;
}

/** Until the end of the transaction nobody else writes to this recording. */
export async function lockRecording(tx: EntityManager, id: string): Promise<void> {
  await tx.query(`select pg_advisory_xact_lock(hashtextextended('recording ' || $1, 0))`, [id]);
}

/** Whether all of it has arrived, for this task. */
export async function isWhole(tx: Asking, { tenant, person, run, exerciseId, recording }: Named & { exerciseId: string }): Promise<boolean> {
  const rows = await tx.query<unknown[]>(
    `select 1 from recording where tenant = $1 and person = $2 and run = $3 and exercise_id = $4 and id::text = $5 and type is not null`,
    [tenant, person, run, exerciseId, recording],
  );
  return rows.length > 0;
}

/** Those of a run that have arrived as a whole, oldest first. */
export function wholeRecordings(tx: EntityManager, tenant: string, run: string): Promise<{ exerciseId: string; id: string; at: Date }[]> {
  return tx.query(`select exercise_id as "exerciseId", id, at from recording where tenant = $1 and run = $2 and type is not null order by at`, [tenant, run]);
}

/** One that has arrived as a whole; sealed. */
export async function wholeRecording(tx: EntityManager, { tenant, person, run, recording }: Named): Promise<{ type: RecordingType; body: Buffer } | undefined> {
  const [row] = await tx.query<{ type: RecordingType; body: Buffer }[]>(
    `select type, body from recording where tenant = $1 and person = $2 and run = $3 and id::text = $4 and type is not null`,
    [tenant, person, run, recording],
  );
  return row;
}

/** The pieces of one that is arriving, in their order; sealed. */
export function recordingParts(tx: EntityManager, tenant: string, recording: string): Promise<Pick<RecordingPart, 'start' | 'body'>[]> {
  return tx.query(`select start, body from recording_part where tenant = $1 and recording = $2 order by start`, [tenant, recording]);
}
