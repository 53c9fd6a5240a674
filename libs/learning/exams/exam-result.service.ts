import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { CatalogService } from '#lotse/catalog';
import { Db, Problem } from '#lotse/base';
import type { AnswerOutcome, ExamResult, MasteryState } from '#lotse/contract';
import { solve, viewTask } from '#lotse/marking';
import type { Me } from '#lotse/people';
import { masteryOf, type Standing } from '../runs/runs.queries.js';
import { StartService } from '../start/start.service.js';
import { knownAttempt } from './exam-attempts.service.js';
import { ExamEndService } from './exam-end.service.js';
import { gradeTitle, minutesUsed, minutesOf, toPractise } from './exam-rules.js';
import { readTasks, type ReadTask } from './read-tasks.js';
import type { AttemptRow } from './exams.queries.js';

const NOTHING = { standard: [], plain: [] };

/** What an attempt came to, once it has ended. */
@Injectable()
export class ExamResultService {
  constructor(
    private readonly db: Db,
    private readonly catalog: CatalogService,
    private readonly start: StartService,
    private readonly ending: ExamEndService,
  ) {}

  /** Ends it; one that has ended keeps its end. Problems: exam.attempt-unknown, exam.broken-off. */
  handIn(me: Me, attemptId: string): Promise<ExamResult> {
    return this.db.as(me, async (tx) => {
      await knownAttempt(tx, me, attemptId);
      await this.ending.end(tx, me, attemptId);
      return this.show(tx, me, await knownAttempt(tx, me, attemptId));
    });
  }

  /** Problems: exam.attempt-unknown, exam.over. Again it stays broken off. */
  async breakOff(me: Me, attemptId: string): Promise<{ state: 'broken-off' }> {
    await this.ending.closeOver(me);
    return this.db.as(me, async (tx) => {
      await knownAttempt(tx, me, attemptId);
      await this.ending.end(tx, me, attemptId, 'broken-off');
      const { ended } = await knownAttempt(tx, me, attemptId);
      if (ended !== 'broken-off') throw new Problem('conflict', 'exam.over');
      return { state: ended };
    });
  }

  /** Problems: exam.attempt-unknown, exam.running, exam.broken-off. */
  async result(me: Me, attemptId: string): Promise<ExamResult> {
    await this.ending.closeOver(me);
    return this.db.as(me, async (tx) => this.show(tx, me, await knownAttempt(tx, me, attemptId)));
  }

  private async show(tx: EntityManager, me: Me, attempt: AttemptRow): Promise<ExamResult> {
    const { ended, endedAt, points, grade, passed, areas, form, longer, startedAt } = attempt;
    if (ended === null) throw new Problem('conflict', 'exam.running');
    if (ended === 'broken-off') throw new Problem('conflict', 'exam.broken-off');
    if (endedAt === null || points === null || grade === null || passed === null || areas === null) throw new Error('an end without its result');
    const tasks = await readTasks(tx, this.catalog, me.tenant, attempt);
    const mastery = await masteryOf(tx, me.person);
    return {
      ...{ attemptId: attempt.run, formId: form.id, title: form.title, state: ended, longer, points, grade, passed, areas, scale: form.scale },
      ...{ startedAt: startedAt.toISOString(), endedAt: endedAt.toISOString() },
      ...{ minutes: minutesOf(form, longer), minutesUsed: minutesUsed(startedAt, endedAt), gradeTitle: gradeTitle(grade, form.scale) },
      tasks: tasks.map((task) => shown(task, tasks.length, mastery.get(task.exercise.competence)?.state ?? 'new')),
      practise: await this.practise(tx, me, attempt, tasks, mastery),
    };
  }

  private async practise(tx: EntityManager, me: Me, attempt: AttemptRow, tasks: ReadTask[], mastery: Map<string, Standing>): Promise<ExamResult['practise']> {
    const courseId = me.enrolments.get(attempt.enrolment)?.courseId;
    const course = courseId === undefined ? null : await this.start.courseOf(tx, { tenant: me.tenant, courseId, persons: [me.person] });
    const inCourse = new Set(course?.units.map(({ unitId }) => unitId));
    const weak = toPractise(tasks.map(({ exercise, unit, points, score }) => ({ competence: exercise.competence, unitId: unit.unitId, points, score })));
    return weak.map((one) => {
      const unit = tasks.find((task) => task.unit.unitId === one.unitId)?.unit;
      return {
        ...one,
        title: unit?.competences.find(({ id }) => id === one.competence)?.title.de ?? '',
        state: mastery.get(one.competence)?.state ?? 'new',
        unitTitle: unit?.title.de ?? '',
        inCourse: inCourse.has(one.unitId),
      };
    });
  }
}

function shown({ row, exercise, unit, marked, area, points, score }: ReadTask, total: number, mastery: MasteryState): ExamResult['tasks'][number] {
  const { position, seed, shuffle, response } = row;
  const outcome: AnswerOutcome = {
    // what cannot be read gives nothing, as on paper
    verdict: marked === null || marked.verdict === 'unclear' ? 'wrong' : marked.verdict,
    score,
    feedback: marked?.feedback ?? NOTHING,
    parts: marked?.parts ?? {},
    ...(marked?.understood === undefined ? {} : { understood: marked.understood }),
    ...{ triesLeft: 0, ...solve(exercise, { seed }), mastery, done: total, total, finished: true },
  };
  const task = viewTask(exercise, unit, { seed, shuffle, mode: 'exam' });
  return { position, areaId: area, points: Math.round(points * score * 100) / 100, of: points, task, response, outcome, unitId: unit.unitId };
}
