import { randomInt, randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { CatalogService, chooseTasks, type ChosenTask, type PublishedUnit } from '#lotse/catalog';
import { Clock, Db, isUnstorable, Problem } from '#lotse/base';
import { SaveExamTask, type ExamPaper, type ExamSaved, type ExamTask, type PackedForm } from '#lotse/contract';
import { mark, UnfitResponse, viewTask } from '#lotse/marking';
import { enrolmentOf, type Me } from '#lotse/people';
import { raiseOwnRuns } from '../answers/room-runs.queries.js';
import { UnitRun } from '../entities.js';
import { lockAnswersOf } from '../hand/marks.queries.js';
import { drawFor } from '../runs/draw.js';
import { insertTasks } from '../runs/runs.queries.js';
import { ExamEndService } from './exam-end.service.js';
import { ExamAttempt } from './entities.js';
import { areasOf, ExamFormsService } from './exam-forms.service.js';
import { endOf, isOver, minutesOf, secondsLeft } from './exam-rules.js';
import { contentOf } from './read-tasks.js';
import { attemptOf, countGiven, examTasks, lastSeenOf, openAttempts, openTask, putGiven, type AttemptRow } from './exams.queries.js';

/** An attempt while it goes on: begun, shown again on any device, and what is given to its tasks. */
@Injectable()
export class ExamAttemptsService {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly catalog: CatalogService,
    private readonly forms: ExamFormsService,
    private readonly ending: ExamEndService,
  ) {}

  /** The open attempt at the form, or a new one. Problems: enrolment.unknown, exam.unknown, exam.longer, exam.not-ready. */
  async begin(me: Me, { enrolmentId, formId, longer }: { enrolmentId: string; formId: string; longer: boolean }): Promise<ExamPaper> {
    enrolmentOf(me, enrolmentId, 'trainee');
    await this.ending.closeOver(me);
    return this.db.as(me, async (tx) => {
      // two that begin at once begin one
      await lockAnswersOf(tx, me.person);
      const open = (await openAttempts(tx, me)).find((attempt) => attempt.formId === formId);
      if (open) return this.show(tx, me, open);
      const form = await this.forms.form(tx, me.tenant, formId);
      if (longer && !(await this.forms.mayBeLonger(tx, me, form))) throw new Problem('conflict', 'exam.longer');
      const run = await this.make(tx, me, { form, enrolmentId, longer });
      const made = await attemptOf(tx, me, run);
      if (!made) throw new Error('an attempt was neither made nor found');
      return this.show(tx, me, made);
    });
  }

  /** Problem: exam.attempt-unknown. */
  async paper(me: Me, attemptId: string): Promise<ExamPaper> {
    await this.ending.closeOver(me);
    return this.db.as(me, async (tx) => this.show(tx, me, await knownAttempt(tx, me, attemptId)));
  }

  /** Each item on its own, in its own transaction. Problems: exam.attempt-unknown, exam.over. */
  async save(me: Me, attemptId: string, items: readonly unknown[]): Promise<{ items: ExamSaved[]; answered: number; secondsLeft: number }> {
    const { endsAt, ended } = await this.db.as(me, (tx) => knownAttempt(tx, me, attemptId));
    if (ended === null && isOver(endsAt, this.clock.now())) await this.ending.closeOver(me);
    if (ended !== null || isOver(endsAt, this.clock.now())) throw new Problem('conflict', 'exam.over');
    const saved: ExamSaved[] = [];
    for (const item of items) saved.push(await this.saveOne(me, attemptId, item));
    const answered = await this.db.as(me, (tx) => countGiven(tx, me.tenant, attemptId));
    return { items: saved, answered, secondsLeft: secondsLeft(endsAt, this.clock.now()) };
  }

  private async saveOne(me: Me, attemptId: string, item: unknown): Promise<ExamSaved> {
    const parsed = SaveExamTask.safeParse(item);
    const given = (item as { saveId?: unknown } | null)?.saveId;
    const saveId = typeof given === 'string' ? given.slice(0, 60) : null;
    if (!parsed.success) return { saveId, problem: { kind: 'invalid', code: 'answer.invalid' } };
    try {
      const at = await this.db.as(me, (tx) => this.keep(tx, me, attemptId, parsed.data));
      return { saveId: parsed.data.saveId, savedAt: at.toISOString() };
    } catch (error) {
      if (isUnstorable(error)) return { saveId, problem: { kind: 'invalid', code: 'answer.invalid' } };
      if (!(error instanceof Problem)) throw error;
      return { saveId, problem: { kind: error.kind, code: error.code } };
    }
  }

  private async keep(tx: EntityManager, me: Me, run: string, { position, response, flagged, device, sequence }: SaveExamTask): Promise<Date> {
    const now = this.clock.now();
    const task = await openTask(tx, me, run, position);
    if (!task) throw new Problem('not-found', 'task.unknown');
    if (task.ended !== null || isOver(task.endsAt, now)) throw new Problem('conflict', 'exam.over');
    if (response) {
      const { exercise } = await contentOf(tx, this.catalog, task);
      try {
        mark(exercise, response, { seed: task.seed, mode: 'exam', last: true });
      } catch (error) {
        if (error instanceof UnfitResponse) throw new Problem('invalid', 'answer.unfit', undefined, { cause: error });
        throw error;
      }
    }
    await putGiven(tx, me, { run, position, response, flagged, device, sequence, at: now });
    return now;
  }

  private async make(tx: EntityManager, me: Me, { form, enrolmentId, longer }: { form: PackedForm; enrolmentId: string; longer: boolean }): Promise<string> {
    const published = new Map((await this.catalog.offered(tx, me.tenant)).map((unit) => [unit.unitId, unit]));
    const [run, seed, now] = [randomUUID(), randomInt(1, 2_000_000_000), this.clock.now()];
    const tasks = await this.choose(tx, me, form, published, { seed, now });
    const endsAt = endOf(now, minutesOf(form, longer));
    const [whose, counts] = [
      { tenant: me.tenant, person: me.person },
      { total: tasks.length, done: 0, points: 0, firstRight: 0, wrongStreak: 0 },
    ];
    await tx.insert(UnitRun, { ...whose, id: run, kind: 'exam', enrolment: enrolmentId, seed, ...counts, startedAt: now });
    const rows = tasks.map(({ exercise, unitId }, position) => ({
      ...drawFor(seed, exercise),
      ...{ position, exerciseId: exercise.id, section: 'block' as const, counts: true, tries: 1, mode: 'exam' as const, rev: exercise.rev },
      ...{ group: exercise.group?.id ?? null, competence: exercise.competence, package: published.get(unitId)?.packageId ?? '' },
    }));
    await insertTasks(tx, { ...whose, run, package: null, now }, rows);
    const plan = tasks.map(({ area, points }) => ({ area, points }));
    await tx.insert(ExamAttempt, { ...whose, run, formId: form.id, form, plan, longer, startedAt: now, endsAt });
    await this.ending.plan(tx, me.tenant, run, endsAt);
    // what is asked here is seen: whoever remembers an open run has to look again
    await raiseOwnRuns(tx, me.tenant, me.person);
    return run;
  }

  /** Other tasks than in the last days, as far as there are any. */
  private async choose(
    tx: EntityManager,
    me: Me,
    form: PackedForm,
    published: ReadonlyMap<string, PublishedUnit>,
    by: { seed: number; now: Date },
  ): Promise<ChosenTask[]> {
    const units = new Map([...published].map(([id, unit]) => [id, unit.package]));
    const wanted = form.areas.flatMap(({ slots }) => slots.flatMap((slot) => slot.units));
    const ids = wanted.flatMap((unitId) => units.get(unitId)?.exercises.map(({ id }) => id) ?? []);
    const tasks = chooseTasks(form, units, { ...by, seen: await lastSeenOf(tx, me, ids, null) });
    if (!tasks) throw new Problem('conflict', 'exam.not-ready');
    return tasks;
  }

  /** Built from what may be seen before the end: task, response, mark to come back. */
  private async show(tx: EntityManager, me: Me, attempt: AttemptRow): Promise<ExamPaper> {
    const { run, form, plan, longer, ended, startedAt, endsAt } = attempt;
    const tasks: ExamTask[] = [];
    for (const row of ended === null ? await examTasks(tx, me.tenant, run) : []) {
      const { exercise, unit } = await contentOf(tx, this.catalog, row);
      const { area, points } = plan[row.position] ?? { area: '', points: 0 };
      const task = viewTask(exercise, unit, { seed: row.seed, shuffle: row.shuffle, mode: 'exam' });
      tasks.push({ position: row.position, areaId: area, points, task, response: row.response, flagged: row.flagged });
    }
    return {
      ...{ attemptId: run, formId: form.id, title: form.title, state: ended ?? 'running', longer, areas: areasOf(form), tasks },
      ...{ startedAt: startedAt.toISOString(), endsAt: endsAt.toISOString() },
      secondsLeft: ended === null ? secondsLeft(endsAt, this.clock.now()) : 0,
    };
  }
}

/** Somebody else's is unknown. */
export async function knownAttempt(tx: EntityManager, me: Me, attemptId: string): Promise<AttemptRow> {
  const attempt = await attemptOf(tx, me, attemptId);
  if (!attempt) throw new Problem('not-found', 'exam.attempt-unknown');
  return attempt;
}
