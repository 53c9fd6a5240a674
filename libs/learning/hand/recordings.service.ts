import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { CatalogService } from '#lotse/catalog';
import { Clock, Db, Problem, Seal, type Asking, type SealedCell } from '#lotse/base';
import type { RecordingPiece, RecordingType } from '#lotse/contract';
import { enrolmentOf, type Me } from '#lotse/people';
import { runOf } from '../runs/runs.queries.js';
import { tenantKey } from './answer-texts.js';
import { handAnswer } from './hand.queries.js';
import { recordingSeconds } from './length/recording-seconds.js';
import { recordingType } from './recording-type.js';
import { isWhole, lockRecording, recordingParts, wholeRecording, wholeRecordings } from './recordings.queries.js';
import { RecordingRow, RecordingPart } from './recording.entities.js';
import { Answer } from '../entities.js';

interface Piece extends RecordingPiece {
  bytes: Buffer;
}
interface Row {
  run: string;
  exerciseId: string;
  size: number;
  received: number;
  type: RecordingType | null;
}
export interface Sound {
  type: RecordingType;
  bytes: Buffer;
}

/** Until a browser has stopped, and what it adds at either end. */
const GRACE_SECONDS = 5;

const wholeAt = (id: string): SealedCell => ({ table: 'recording', row: id, column: 'body' });
const partAt = (id: string, start: number): SealedCell => ({ table: 'recording_part', row: `${id} ${start}`, column: 'body' });

/** Recordings on their way to the server and on their way to an ear. */
@Injectable()
export class RecordingsService {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly seal: Seal,
    private readonly catalog: CatalogService,
  ) {}

  /**
   * Takes one piece. What is there already changes nothing, so that a piece sent twice is one; the reply says how far it is.
   * Problems: run.unknown, task.unknown, task.closed, recording.gap (with `received`), recording.differs, recording.unfit, recording.too-long
   * (with the `seconds` of the task; by what the container says, where it says it).
   */
  take(me: Me, runId: string, recordingId: string, chunk: Piece): Promise<{ received: number; whole: boolean }> {
    return this.db.as(me, async (tx) => {
      const row = await this.begin(tx, me, runId, recordingId, chunk);
      const { bytes } = chunk;
      const end = chunk.from + bytes.length;
      if (row.type !== null || end <= row.received) return { received: row.received, whole: row.type !== null };
      if (chunk.from !== row.received) throw new Problem('conflict', 'recording.gap', { received: row.received });
      if (end > row.size) throw new Problem('conflict', 'recording.differs');
      if (chunk.from === 0 && recordingType(bytes) === null) throw new Problem('invalid', 'recording.unfit');
      await this.keep(tx, me, recordingId, { start: chunk.from, bytes });
      if (end === row.size) await this.close(tx, me, recordingId, row);
      return { received: end, whole: end === row.size };
    });
  }

  /** How much of it has arrived; 0 for one that is not known yet. */
  received(me: Me, runId: string, recordingId: string): Promise<{ received: number; whole: boolean }> {
    return this.db.as(me, async (tx) => {
      if (!(await runOf(tx, me, runId))) throw new Problem('not-found', 'run.unknown');
      const row = await this.row(tx, me, recordingId);
      if (row && row.run !== runId) throw new Problem('not-found', 'recording.unknown');
      return { received: row?.received ?? 0, whole: row !== null && row.type !== null };
    });
  }

  /** One's own recording, to listen to it again. Problem: recording.unknown. */
  own(me: Me, runId: string, recordingId: string): Promise<Sound> {
    return this.db.as(me, (tx) => this.sound(tx, { tenant: me.tenant, person: me.person }, recordingId, runId));
  }

  /** For those who teach the course. Problems: enrolment.unknown, answer.unknown, recording.unknown. */
  ofAnswer(me: Me, enrolmentId: string, at: { personId: string; answerId: string }): Promise<Sound> {
    const { courseId } = enrolmentOf(me, enrolmentId, 'teacher', 'tutor');
    return this.db.as(me, async (tx) => {
      const answer = await handAnswer(tx, { tenant: me.tenant, courseId }, at.personId, at.answerId);
      if (answer?.response.kind !== 'recording') throw new Problem('not-found', 'answer.unknown');
      return this.sound(tx, { tenant: me.tenant, person: at.personId }, answer.response.recording, answer.run);
    });
  }

  /** Whether it may be sent as the answer to this task: all of it is there. */
  async isWhole(tx: Asking, whose: { tenant: string; person: string }, at: { runId: string; exerciseId: string; recording: string }): Promise<boolean> {
    const { runId: run, exerciseId, recording } = at;
    return isWhole(tx, { tenant: whose.tenant, person: whose.person, run, exerciseId, recording });
  }

  /** By exercise: what arrived as a whole, so that whoever comes back need not speak again. Whose run it is has been checked. */
  async ofRun(tx: EntityManager, tenant: string, run: string): Promise<{ exerciseId: string; id: string; at: Date }[]> {
    return wholeRecordings(tx, tenant, run);
  }

  /** The row of this recording, made with its first piece; nobody else writes to it meanwhile. */
  private async begin(tx: EntityManager, me: Me, runId: string, id: string, { exerciseId, size }: RecordingPiece): Promise<Row> {
    await lockRecording(tx, id);
    const known = await this.row(tx, me, id);
    if (known && (known.run !== runId || known.exerciseId !== exerciseId || known.size !== size)) throw new Problem('conflict', 'recording.differs');
    if (known) return known;
    await this.mayRecord(tx, me, runId, exerciseId);
    await tx.insert(RecordingRow, { tenant: me.tenant, id, person: me.person, run: runId, exerciseId, size, received: 0, at: this.clock.now() });
    return { run: runId, exerciseId, size, received: 0, type: null };
  }

  /** One recording for each task: a new one takes the place of what was recorded before. */
  private async mayRecord(tx: EntityManager, me: Me, runId: string, exerciseId: string): Promise<void> {
    const { run } = await this.taskOf(tx, me, runId, exerciseId);
    const at = { tenant: me.tenant, person: me.person, run: runId, exerciseId };
    if ((await tx.existsBy(Answer, at)) || run.finishedAt) throw new Problem('conflict', 'task.closed');
    await tx.delete(RecordingRow, at);
  }

  private async taskOf(tx: EntityManager, me: Me, runId: string, exerciseId: string) {
    const run = await runOf(tx, me, runId);
    if (!run) throw new Problem('not-found', 'run.unknown');
    const body = (await this.catalog.package(tx, run.package)).exercises.find(({ id }) => id === exerciseId)?.body;
    if (body?.kind !== 'recording') throw new Problem('not-found', 'task.unknown');
    return { run, seconds: body.seconds };
  }

  private async row(tx: EntityManager, me: Me, id: string): Promise<Row | null> {
    const columns = { person: true, run: true, exerciseId: true, size: true, received: true, type: true } as const;
    const row = await tx.findOne(RecordingRow, { select: columns, where: { tenant: me.tenant, id } });
    if (row && row.person !== me.person) throw new Problem('not-found', 'recording.unknown');
    return row;
  }

  private async keep(tx: EntityManager, me: Me, id: string, { start, bytes }: { start: number; bytes: Buffer }): Promise<void> {
    const sealed = await this.seal.seal(tx, tenantKey(me.tenant), partAt(id, start), bytes.toString('base64'));
    await tx.insert(RecordingPart, { tenant: me.tenant, recording: id, start, body: sealed });
    await tx.update(RecordingRow, { tenant: me.tenant, id }, { received: start + bytes.length, at: this.clock.now() });
  }

  /** Puts the pieces together. */
  private async close(tx: EntityManager, me: Me, id: string, { run, exerciseId }: Row): Promise<void> {
    const pieces: Buffer[] = [];
    for (const { start, body } of await recordingParts(tx, me.tenant, id))
      pieces.push(Buffer.from(await this.seal.open(tx, tenantKey(me.tenant), partAt(id, start), body), 'base64'));
    const whole = Buffer.concat(pieces);
    const type = recordingType(whole);
    const { seconds } = await this.taskOf(tx, me, run, exerciseId);
    if (type !== null && (recordingSeconds(type, whole) ?? 0) > seconds + GRACE_SECONDS) throw new Problem('invalid', 'recording.too-long', { seconds });
    const sealed = await this.seal.seal(tx, tenantKey(me.tenant), wholeAt(id), whole.toString('base64'));
    await tx.update(RecordingRow, { tenant: me.tenant, id }, { type, body: sealed });
    await tx.delete(RecordingPart, { tenant: me.tenant, recording: id });
  }

  private async sound(tx: EntityManager, whose: { tenant: string; person: string }, id: string, run: string): Promise<Sound> {
    const row = await wholeRecording(tx, { tenant: whose.tenant, person: whose.person, run, recording: id });
    if (!row) throw new Problem('not-found', 'recording.unknown');
    return { type: row.type, bytes: Buffer.from(await this.seal.open(tx, tenantKey(whose.tenant), wholeAt(id), row.body), 'base64') };
  }
}
