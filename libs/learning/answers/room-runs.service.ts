import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { CatalogService, tasksOf } from '#lotse/catalog';
import { Clock, Db, Problem } from '#lotse/base';
import {
  isHandKind,
  type AnswersSummary,
  type AnswerOutcome,
  type PackedExercise,
  type Response,
  type SubmitAnswer,
  type TaskView,
  type Text2,
  type UnitPackage,
} from '#lotse/contract';
import { solve, summarise, viewTask } from '#lotse/marking';
import type { Me } from '#lotse/people';
import { AnswersService } from './answers.service.js';
import { finishOpening, insertRoomRun, raiseOwnRuns, responsesOf, runsOfOpening, workedRows, type RunOfOpening, type WorkedRow } from './room-runs.queries.js';
import { drawFor, type Drawn } from '../runs/draw.js';
import { excerpt, plainText } from '../plain-text.js';
import { outcomeOf } from '../runs/outcome.js';
import { storeTasks, taskAt } from '../runs/run-tasks.js';
import { Answer } from '../entities.js';

/** An exercise that is done together: everybody gets the numbers of the meeting's seed, one try, and no verdict before the tutor shows it. */
export interface Opening {
  tenant: string;
  meeting: string;
  /** One id for each time an exercise is opened. */
  opening: string;
  unitId: string;
  exerciseId: string;
  seed: number;
}
/** A task of an hour with what came of it; `verdict` is null for somebody who opened it and gave nothing. */
export interface RoomTask {
  unitId: string;
  exerciseId: string;
  unitTitle: string;
  stem: string;
  results: { person: string; verdict: 'right' | 'partly' | 'wrong' | 'manual' | null }[];
}
const ONE_TRY = 1;
const STEM_LENGTH = 120;

/** Runs of one exercise for the people of a meeting. They are practice: no grade, never evidence, and what was seen counts as seen. */
@Injectable()
export class RoomRunsService {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly catalog: CatalogService,
    private readonly answers: AnswersService,
  ) {}

  /** What is shown of an exercise of a published unit. Problems: unit.unknown, task.unknown. */
  task(wish: Omit<Opening, 'meeting' | 'opening'>): Promise<TaskView> {
    return this.db.job(wish.tenant, async (tx) => {
      const { unit, exercise } = await this.published(tx, wish);
      return viewTask(exercise, unit, drawFor(wish.seed, exercise));
    });
  }

  /** One run for each person, also for those who come later: calling it again makes only what is missing. Gives the run of each person. */
  open(wish: Opening, people: readonly { person: string; enrolment: string }[]): Promise<Map<string, string>> {
    return this.db.job(wish.tenant, async (tx) => {
      const { unit, packageId, exercise } = await this.published(tx, wish);
      const drawn = drawFor(wish.seed, exercise);
      for (const one of people) await this.openFor(tx, wish, one, { unit, packageId, exercise, drawn });
      return new Map((await runsOfOpening(tx, wish)).map((run) => [run.person, run.id]));
    });
  }

  private async openFor(
    tx: EntityManager,
    wish: Opening,
    { person, enrolment }: { person: string; enrolment: string },
    what: { unit: UnitPackage; packageId: string; exercise: PackedExercise; drawn: Drawn },
  ): Promise<void> {
    const run = { tenant: wish.tenant, run: randomUUID(), person, package: what.packageId, now: this.clock.now() };
    const isNew = await insertRoomRun(tx, { ...run, enrolment, meeting: wish.meeting, opening: wish.opening, unitId: wish.unitId, seed: wish.seed });
    if (!isNew) return;
    await storeTasks(tx, run, what.unit, [taskAt(what.exercise, 0, what.drawn, ONE_TRY)]);
    // what was seen here is no evidence for a day: whoever remembers an open run of theirs has to look again
    await raiseOwnRuns(tx, wish.tenant, person);
  }

  /** Stores an answer; returns after COMMIT. Problems: run.unknown, answer.conflict, answer.unfit, run.finished. True: it could be read and was stored. */
  async answer(me: Me, answer: Omit<SubmitAnswer, 'try' | 'aids' | 'position'>): Promise<boolean> {
    const outcome = await this.answers.submitInRoom(me, { ...answer, try: ONE_TRY, aids: [] });
    return outcome.verdict !== 'unclear';
  }

  /** From here on nothing more is taken. */
  close(wish: Pick<Opening, 'tenant' | 'opening'>): Promise<void> {
    return this.db.job(wish.tenant, (tx) => finishOpening(tx, { tenant: wish.tenant, opening: wish.opening, now: this.clock.now() }));
  }

  /** How often what was answered, without names; `shown` says what is right. */
  summary(wish: Pick<Opening, 'tenant' | 'opening'>, shown: boolean): Promise<AnswersSummary> {
    return this.db.job(wish.tenant, async (tx) => {
      const runs = await runsOfOpening(tx, wish);
      const [first] = runs;
      if (!first) return { answers: 0, parts: [] };
      const exercise = await this.exerciseOf(tx, first);
      const responses = await responsesOf(
        tx,
        wish.tenant,
        runs.map((run) => run.id),
      );
      return summarise(exercise, responses, { seed: drawFor(first.seed, exercise).seed, shown });
    });
  }

  /** What is right, for whoever looks at it together. */
  solution(wish: Opening): Promise<{ solution: Response; explanation: Text2 }> {
    return this.db.job(wish.tenant, async (tx) => {
      const { exercise } = await this.published(tx, wish);
      const { solution, explanation } = solve(exercise, drawFor(wish.seed, exercise));
      return { solution, explanation };
    });
  }

  /** What one person is told once the tutor shows the solution; null where nothing was answered. */
  outcome(wish: Pick<Opening, 'tenant' | 'opening'>, person: string): Promise<AnswerOutcome | null> {
    return this.db.job(wish.tenant, async (tx) => {
      const run = (await runsOfOpening(tx, wish)).find((one) => one.person === person);
      if (!run) return null;
      const given = await tx.findOneBy(Answer, { tenant: wish.tenant, person, run: run.id });
      if (!given) return null;
      const exercise = await this.exerciseOf(tx, run);
      const answer = { response: given.response, try: ONE_TRY };
      return outcomeOf(exercise, drawFor(run.seed, exercise), answer, { done: 1, total: 1, finished: true, mastery: 'practising', tries: ONE_TRY });
    });
  }

  /** What was worked on in an hour, in order. An exercise that was opened twice stands twice. */
  async workedOn(tx: EntityManager, tenant: string, meeting: string): Promise<RoomTask[]> {
    const rows = await workedRows(tx, tenant, meeting);
    const tasks: RoomTask[] = [];
    for (const some of Map.groupBy(rows, (row) => row.opening).values()) {
      const [first] = some;
      if (first) tasks.push(await this.shownTask(tx, first, some));
    }
    return tasks;
  }

  private async shownTask(tx: EntityManager, first: WorkedRow, rows: readonly WorkedRow[]): Promise<RoomTask> {
    const unit = await this.catalog.package(tx, first.package);
    const exercise = unit.exercises.find(({ id }) => id === first.exerciseId);
    const stem = exercise ? excerpt(plainText(exercise.stem.standard), STEM_LENGTH) : '';
    const { unitId, exerciseId } = first;
    return { unitId, exerciseId, unitTitle: unit.title.de, stem, results: rows.map(({ person, verdict }) => ({ person, verdict })) };
  }

  private async exerciseOf(tx: EntityManager, run: RunOfOpening): Promise<PackedExercise> {
    const unit = await this.catalog.package(tx, run.package);
    const exercise = unit.exercises.find(({ id }) => id === run.exerciseId);
    if (!exercise) throw new Problem('not-found', 'task.unknown');
    return exercise;
  }

  private async published(tx: EntityManager, { tenant, unitId, exerciseId }: Pick<Opening, 'tenant' | 'unitId' | 'exerciseId'>) {
    const unit = await this.catalog.unit(tx, tenant, unitId);
    if (!unit) throw new Problem('not-found', 'unit.unknown');
    const exercise = tasksOf(unit.package, this.clock.now()).find(({ id }) => id === exerciseId);
    // what people mark is nothing to be done together within minutes
    if (!exercise || isHandKind(exercise.body.kind)) throw new Problem('not-found', 'task.unknown');
    return { unit: unit.package, packageId: unit.packageId, exercise };
  }
}
