import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { CatalogService, tasksOf } from '#lotse/catalog';
import { Audit, Db, Problem } from '#lotse/base';
import type { AnsweredTask, ReviewPage, UnitPackage } from '#lotse/contract';
import { viewTask } from '#lotse/marking';
import { enrolmentOf, type Me } from '#lotse/people';
import { CommentReader } from './comment-reader.js';
import { drawFor } from '../runs/draw.js';
import { HandReader } from '../hand/hand-reader.js';
import { outcomeOf } from '../runs/outcome.js';
import { RosterService } from '../course/roster.service.js';
import { answersOf, runsOfUnit, type RunRecord, type StoredAnswer } from '../runs/runs.queries.js';

type Wish = { unitId?: string | undefined; runId?: string | undefined };

/** A trainee's run as a teacher or tutor looks at it, from the grader report of the LMS or from the course page: read-only, and every look is in the audit. */
@Injectable()
export class ReviewService {
  constructor(
    private readonly db: Db,
    private readonly catalog: CatalogService,
    private readonly roster: RosterService,
    private readonly comments: CommentReader,
    private readonly hand: HandReader,
    private readonly audit: Audit,
  ) {}

  /** Problems: enrolment.unknown, person.unknown, unit.unknown (not of this course), run.unknown. */
  page(me: Me, enrolmentId: string, personId: string, wish: Wish): Promise<ReviewPage> {
    const { courseId } = enrolmentOf(me, enrolmentId, 'teacher', 'tutor');
    return this.db.as(me, async (tx) => {
      const { rows, units } = await this.roster.rowsOf(tx, me.tenant, courseId, personId);
      const row = rows[0];
      if (!row) throw new Problem('not-found', 'person.unknown');
      if (wish.unitId !== undefined && !units.some((unit) => unit.unitId === wish.unitId)) throw new Problem('not-found', 'unit.unknown');
      const unitId = wish.unitId ?? lastWorkedIn(row.cells) ?? units[0]?.unitId ?? null;
      const runs = unitId === null ? [] : await runsOfUnit(tx, me.tenant, personId, unitId);
      const run = wish.runId === undefined ? runs[0] : runs.find((one) => one.id === wish.runId);
      if (wish.runId !== undefined && !run) throw new Problem('not-found', 'run.unknown');
      await this.audit.write(tx, {
        tenant: me.tenant,
        actor: me.person,
        event: 'review.read',
        subjectKind: 'person',
        subject: personId,
        details: { unit: unitId ?? '', run: run?.id ?? '' },
      });
      return {
        personId,
        name: row.name,
        units: units.map((unit) => ({ unitId: unit.unitId, title: unit.package.title.de })),
        unitId,
        runs: runs.map(headOf),
        run: run ? headOf(run) : null,
        tasks: run ? await this.tasks(tx, me, run) : [],
        comments: run ? await this.comments.of(tx, me, run.id) : [],
      };
    });
  }

  /** Marked again from their rows, with the package of the run. */
  private async tasks(tx: EntityManager, me: Me, run: RunRecord): Promise<ReviewPage['tasks']> {
    const unit = await this.catalog.package(tx, run.package);
    const answers = await this.hand.ofRun(tx, me.tenant, run, unit, await answersOf(tx, { person: run.person, tenant: me.tenant }, run.id));
    return tasksOf(unit, run.startedAt).map((exercise) => ({
      task: viewTask(exercise, unit, drawFor(run.seed, exercise)),
      section: exercise.section ?? 'block',
      answers: answers
        .filter((answer) => answer.exerciseId === exercise.id)
        .sort((a, b) => a.try - b.try)
        .map((answer) => answered(unit, run, answer)),
    }));
  }
}

function answered(unit: UnitPackage, run: RunRecord, answer: StoredAnswer): AnsweredTask {
  const exercise = unit.exercises.find((one) => one.id === answer.exerciseId);
  if (!exercise) throw new Error('an answer without its exercise');
  const drawn = drawFor(run.seed, exercise);
  const standing = { done: run.done, total: run.total, finished: run.finishedAt !== null, mastery: 'practising' as const };
  return {
    answerId: answer.id,
    at: answer.answeredAt.toISOString(),
    try: answer.try,
    aids: answer.aids,
    response: answer.response,
    task: viewTask(exercise, unit, drawn),
    outcome: outcomeOf(exercise, drawn, answer, standing),
  };
}

function headOf(run: RunRecord): ReviewPage['runs'][number] {
  return {
    runId: run.id,
    startedAt: run.startedAt.toISOString(),
    finishedAt: run.finishedAt?.toISOString() ?? null,
    done: run.done,
    total: run.total,
    firstTryRight: run.firstRight,
    grade: run.grade,
  };
}

function lastWorkedIn(cells: readonly { unitId: string; lastAnswerAt: string | null }[]): string | null {
  const worked = cells.flatMap((cell) => (cell.lastAnswerAt === null ? [] : [{ unitId: cell.unitId, at: cell.lastAnswerAt }]));
  return worked.sort((a, b) => (a.at < b.at ? 1 : -1))[0]?.unitId ?? null;
}
