import { Injectable } from '@nestjs/common';
import { CatalogService } from '#lotse/catalog';
import { Clock, Db, isUnstorable, Problem, type Hot } from '#lotse/base';
import { isHandKind, SubmitAnswer, type AnswerOutcome, type AnswerReply, type UnitPackage } from '#lotse/contract';
import { GradePassback } from '#lotse/lti';
import type { Me } from '#lotse/people';
import { look, packageOfRun, type BestRow, type Look } from './answers.queries.js';
import { again, decide, outOfTurn, storedFor, turnOf, unclear, type Decision, type Turn } from './decide-answer.js';
import { AnswerTexts, askingOf, withText } from '../hand/answer-texts.js';
import { RecordingsService } from '../hand/recordings.service.js';
import { RunMemory } from './run-memory.js';

/** Answers of trainees: marked, stored, and owed to the LMS in one transaction each. */
@Injectable()
export class AnswersService {
  private readonly memory = new RunMemory();
  /** Which package the last run with this task had: most likely the next one's too, and the look says whether it is. */
  private readonly lastPackage = new Map<string, string>();

  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly catalog: CatalogService,
    private readonly passback: GradePassback,
    private readonly texts: AnswerTexts,
    private readonly recordings: RecordingsService,
  ) {}

  /** Each item on its own: one bad item stops no other. Replies stand in the order of the items. */
  async submitAll(me: Me, items: readonly unknown[]): Promise<{ items: AnswerReply[] }> {
    const replies: AnswerReply[] = [];
    for (const item of items) replies.push(await this.submitOne(me, item));
    return { items: replies };
  }

  private async submitOne(me: Me, item: unknown): Promise<AnswerReply> {
    const parsed = SubmitAnswer.safeParse(item);
    if (!parsed.success) {
      const id = (item as { answerId?: unknown } | null)?.answerId;
      const [issue] = parsed.error.issues;
      const field = issue?.path.join('.') ?? '';
      const isLong = field.startsWith('response.') && issue?.code === 'too_big' && issue.origin === 'string';
      const details: Record<string, string | number> = { field, ...(isLong ? { most: Number(issue.maximum) } : {}) };
      return {
        answerId: typeof id === 'string' ? id.slice(0, 60) : null,
        problem: { kind: 'invalid', code: isLong ? 'answer.too-long' : 'answer.invalid', details },
      };
    }
    try {
      return { answerId: parsed.data.answerId, outcome: await this.submit(me, parsed.data) };
    } catch (error) {
      if (isUnstorable(error)) return { answerId: parsed.data.answerId, problem: { kind: 'invalid', code: 'answer.invalid' } };
      if (!(error instanceof Problem)) throw error;
      return { answerId: parsed.data.answerId, problem: { kind: error.kind, code: error.code, ...(error.details ? { details: error.details } : {}) } };
    }
  }

  /**
   * Marks and stores one answer; returns after COMMIT. The same answer again returns the same outcome.
   * Problems: run.unknown, task.unknown, task.position (it stands there twice), answer.conflict, answer.unfit, answer.try-order, task.closed, run.finished.
   */
  async submit(me: Me, answer: SubmitAnswer): Promise<AnswerOutcome> {
    // what people mark has a text, and that takes more than one message
    const known = isHandKind(answer.response.kind) ? null : await this.byMemory(me, answer);
    return known ?? this.db.hot(me, (tx) => this.byLooking(tx, me, answer, { inRoom: false }));
  }

  /** An answer to the exercise of a meeting. Its outcome is not for the person before the tutor shows the solution. */
  submitInRoom(me: Me, answer: SubmitAnswer): Promise<AnswerOutcome> {
    return this.db.hot(me, (tx) => this.byLooking(tx, me, answer, { inRoom: true }));
  }

  /** In one message. Null, and nothing stored, where it is not that simple: then the rows have to be looked at. */
  private async byMemory(me: Me, answer: SubmitAnswer): Promise<AnswerOutcome | null> {
    const seen = this.memory.of(me, answer.runId);
    if (!seen) return null;
    try {
      return await this.db.hot(me, async (tx) => {
        const turn = turnOf(me, answer, await this.package(tx, seen.run.package), seen);
        if (storedFor(turn) || outOfTurn(turn)) return null;
        const decision = decide(turn, this.clock.now());
        return decision && this.store(tx, turn, decision);
      });
    } catch (error) {
      if (!isTaken(error)) throw error;
      this.memory.forget(answer.runId);
      return null;
    }
  }

  private async byLooking(tx: Hot, me: Me, answer: SubmitAnswer, { inRoom }: { inRoom: boolean }): Promise<AnswerOutcome> {
    const key = { tenant: me.tenant, person: me.person, runId: answer.runId, answerId: answer.answerId };
    const guess = this.lastPackage.get(answer.exerciseId) ?? (await packageOfRun(tx, key));
    if (!guess) throw new Problem('not-found', 'run.unknown');
    let unit = await this.package(tx, guess);
    let seen = await look(tx, key, unit);
    if (seen && seen.run.package !== guess) {
      unit = await this.package(tx, seen.run.package);
      seen = await look(tx, key, unit);
    }
    if (!seen || (seen.run.kind === 'room') !== inRoom) throw new Problem('not-found', 'run.unknown');
    const turn = turnOf(me, answer, unit, await this.opened(tx, me, seen, answer));
    this.lastPackage.set(answer.exerciseId, seen.run.package);
    const stored = storedFor(turn);
    if (stored) return again(turn, stored);
    const refusal = outOfTurn(turn);
    if (refusal) throw refusal;
    await this.isThere(tx, me, answer);
    const decision = decide(turn, this.clock.now());
    if (!decision) return unclear(turn);
    const outcome = await this.store(tx, turn, decision);
    if (!outcome) throw new Error('a run changed during its person’s turn');
    return outcome;
  }

  /** An answer sent again is compared with what was written then. */
  private async opened(tx: Hot, me: Me, seen: Look, { answerId, response }: SubmitAnswer): Promise<Look> {
    if (!isHandKind(response.kind) || seen.given.every(({ id }) => id !== answerId)) return seen;
    const texts = await this.texts.of(askingOf(tx), me, [answerId]);
    return { ...seen, given: seen.given.map((one) => ({ ...one, response: withText(one.response, texts.get(one.id)) })) };
  }

  /** A recording is an answer once all of it has arrived. */
  private async isThere(tx: Hot, me: Me, { runId, exerciseId, response }: SubmitAnswer): Promise<void> {
    if (response.kind !== 'recording' || response.recording === '') return;
    const whole = await this.recordings.isWhole(askingOf(tx), me, { runId, exerciseId, recording: response.recording });
    if (!whole) throw new Problem('invalid', 'recording.missing');
  }

  private package(tx: Hot, packageId: string): Promise<UnitPackage> {
    return this.catalog.package(askingOf(tx), packageId);
  }

  /** After somebody was erased: nothing of their runs is kept. */
  forgetRuns(): void {
    this.memory.clear();
  }

  /** Null, and nothing stored, where the rows are not as they were remembered. */
  private async store(tx: Hot, { me, answer, unit, seen }: Turn, { now, write, owes, after, outcome }: Decision): Promise<AnswerOutcome | null> {
    const wish = { tenant: me.tenant, person: me.person, unitId: seen.run.unitId, now };
    const modules = [{ moduleId: unit.moduleId, units: unit.moduleUnits }];
    const kept = await this.texts.keep(tx, me, answer);
    const [written] = await tx.finish(write, ...kept, ...(owes ? [this.passback.owe({ ...wish, modules })] : []));
    const best = written?.[0] as BestRow | undefined;
    if (!best) {
      this.memory.forget(answer.runId);
      return null;
    }
    if (outcome.finished || seen.run.kind === 'room') this.memory.forget(answer.runId);
    else this.memory.keep(me, { ...after, best });
    return outcome;
  }
}

/** The answer's id, or this try of the task, is there already. */
function isTaken(error: unknown): boolean {
  return (error as { code?: unknown } | null)?.code === '23505';
}
