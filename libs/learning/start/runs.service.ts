import { randomInt, randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { CatalogService, tasksOf } from '#lotse/catalog';
import { Clock, Db, Problem } from '#lotse/base';
import { skipExamples, type PackedExercise, type RunKind, type RunTask, type RunView, type UnitPackage } from '#lotse/contract';
import { viewTask } from '#lotse/marking';
import { enrolmentOf, type Me } from '#lotse/people';
import { drawFor } from '../runs/draw.js';
import { DraftsService, type Draft } from '../hand/drafts.service.js';
import { RecordingsService } from '../hand/recordings.service.js';
import { HandReader } from '../hand/hand-reader.js';
import { isClosed, outcomeOf } from '../runs/outcome.js';
import { storeTasks, tasksOfUnit } from '../runs/run-tasks.js';
import { answersOf, exercisesOf, insertRun, runBy, runOf, type RunRecord, type StoredAnswer } from '../runs/runs.queries.js';

/** Opens runs and shows them again where they were left. */
@Injectable()
export class RunsService {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly catalog: CatalogService,
    private readonly reader: HandReader,
    private readonly drafts: DraftsService,
    private readonly recordings: RecordingsService,
  ) {}

  /**
   * The open run of the unit, or a new one. After a finished run `again` opens another, `wrongOf` one of what was wrong in that run;
   * without either the finished one is shown. Two calls at once open one run: a unique index decides.
   */
  async open(me: Me, wish: { enrolmentId: string; unitId: string; again?: boolean; wrongOf?: string }): Promise<RunView> {
    const enrolment = enrolmentOf(me, wish.enrolmentId, 'trainee');
    return this.db.as(me, async (tx) => {
      const latest = await runBy(tx, me, wish.unitId);
      const isOver = latest !== undefined && latest.finishedAt !== null;
      if (latest && !(isOver && (wish.again || wish.wrongOf !== undefined))) return this.view(tx, me, latest);
      const only = wish.wrongOf === undefined ? null : await this.wrongIn(tx, me, wish.unitId, wish.wrongOf);
      await this.insert(tx, me, { enrolmentId: enrolment.enrolmentId, unitId: wish.unitId, only });
      const run = await runBy(tx, me, wish.unitId);
      if (!run) throw new Error('run was neither made nor found');
      return this.view(tx, me, run);
    });
  }

  /** The tasks of a run with what has been answered, and where it was left. */
  async tasks(tx: EntityManager, me: Me, run: RunRecord, unit: UnitPackage): Promise<RunTask[]> {
    const answers = await this.reader.ofRun(tx, me.tenant, run, unit, await answersOf(tx, me, run.id));
    const drafts = run.finishedAt ? new Map<string, Draft>() : await this.drafts.ofRun(tx, me.tenant, run.id);
    if (!run.finishedAt) for (const { exerciseId, id, at } of await this.recordings.ofRun(tx, me.tenant, run.id)) drafts.set(exerciseId, { text: id, at });
    const all = tasksOf(unit, run.startedAt);
    const given = run.kind === 'own' ? all : inOrder(unit.exercises, await exercisesOf(tx, me.tenant, run.id));
    return skipExamples(given.map((exercise) => taskView(unit, run, exercise, { answers, draft: drafts.get(exercise.id) })));
  }

  private async wrongIn(tx: EntityManager, me: Me, unitId: string, runId: string): Promise<ReadonlySet<string>> {
    const run = await runOf(tx, me, runId);
    if (run?.unitId !== unitId || run.kind === 'room') throw new Problem('not-found', 'run.unknown');
    return wrongAtFirst(await answersOf(tx, me, runId));
  }

  private async insert(tx: EntityManager, me: Me, wish: { enrolmentId: string; unitId: string; only: ReadonlySet<string> | null }): Promise<void> {
    const { unitId, only } = wish;
    const unit = await this.catalog.unit(tx, me.tenant, unitId);
    if (!unit) throw new Problem('not-found', 'unit.unknown');
    const now = this.clock.now();
    const seed = randomInt(1, 2_000_000_000);
    const all = tasksOfUnit(unit.package, seed, now);
    const tasks = only === null ? all : all.filter((task) => task.counts && only.has(task.exerciseId)).map((task, position) => ({ ...task, position }));
    const total = tasks.filter(({ counts }) => counts).length;
    if (total === 0) throw new Problem('conflict', 'unit.outdated');
    const run = { tenant: me.tenant, run: randomUUID(), person: me.person, package: unit.packageId, now };
    const kind = only === null ? 'own' : 'repeat';
    const isNew = await insertRun(tx, { ...run, enrolment: wish.enrolmentId, kind, unitId, seed, total });
    if (isNew) await storeTasks(tx, run, unit.package, tasks);
  }

  private async view(tx: EntityManager, me: Me, run: RunRecord): Promise<RunView> {
    const unit = await this.catalog.package(tx, run.package);
    const tasks = await this.tasks(tx, me, run, unit);
    const position = tasks.findIndex((task) => !task.closed);
    return {
      runId: run.id,
      kind: kindOf(run),
      unit: unitHead(unit, run.unitId),
      tasks,
      done: run.done,
      total: run.total,
      finished: run.finishedAt !== null,
      position: position === -1 ? tasks.length : position,
    };
  }
}

/** Runs of a meeting are never shown as one's own. */
export function kindOf({ kind }: RunRecord): RunKind {
  return kind === 'repeat' ? 'repeat' : 'own';
}

/** Tasks that were marked and not right at the first try. */
export function wrongAtFirst(answers: readonly StoredAnswer[]): ReadonlySet<string> {
  return new Set(answers.filter((answer) => answer.try === 1 && answer.verdict !== 'right' && answer.verdict !== 'manual').map((answer) => answer.exerciseId));
}

function inOrder(exercises: readonly PackedExercise[], ids: readonly string[]): PackedExercise[] {
  return ids.flatMap((id) => exercises.filter((exercise) => exercise.id === id));
}

export function unitHead(unit: UnitPackage, unitId: string) {
  return { unitId, title: unit.title.de, moduleTitle: unit.moduleTitle.de, goals: unit.goals, minutes: unit.minutes };
}

/** One task of a run with its last answer. */
function taskView(
  unit: UnitPackage,
  run: RunRecord,
  exercise: PackedExercise,
  { answers, draft }: { answers: StoredAnswer[]; draft: Draft | undefined },
): RunTask {
  const drawn = drawFor(run.seed, exercise);
  const given = answers.filter((answer) => answer.exerciseId === exercise.id).sort((a, b) => a.try - b.try);
  const last = given.at(-1);
  const standing = { done: run.done, total: run.total, finished: run.finishedAt !== null, mastery: 'practising' as const };
  return {
    task: viewTask(exercise, unit, drawn),
    section: exercise.section ?? 'block',
    tries: given.length,
    closed: last !== undefined && isClosed(last.verdict, last.try),
    last: last ? outcomeOf(exercise, drawn, last, standing) : null,
    lastResponse: last?.response ?? null,
    ...(draft === undefined ? {} : { draft: draft.text, draftAt: draft.at.toISOString() }),
  };
}
