import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { CatalogService } from '#lotse/catalog';
import { Db, Problem } from '#lotse/base';
import type { AnsweredTask, PersonPage } from '#lotse/contract';
import { viewTask } from '#lotse/marking';
import { enrolmentOf, type Me } from '#lotse/people';
import { drawFor } from '../runs/draw.js';
import { ExamFormsService } from '../exams/exam-forms.service.js';
import { HandReader } from '../hand/hand-reader.js';
import { outcomeOf } from '../runs/outcome.js';
import { RosterService } from './roster.service.js';
import { answersOfPerson, countAnswers, masteryOf } from '../runs/runs.queries.js';
import { fairwayOf } from '../start/start.service.js';

/** One person's answers as a teacher or tutor of the course sees them. */
@Injectable()
export class PersonPageService {
  constructor(
    private readonly db: Db,
    private readonly catalog: CatalogService,
    private readonly roster: RosterService,
    private readonly hand: HandReader,
    private readonly exams: ExamFormsService,
  ) {}

  /** Answers in the units of this course, newest first. Somebody who is not in this course is unknown. */
  async page(me: Me, enrolmentId: string, personId: string, query: { page: number; size: number; unitId?: string }): Promise<PersonPage> {
    const { courseId } = enrolmentOf(me, enrolmentId, 'teacher', 'tutor');
    return this.db.as(me, async (tx) => {
      const { rows, units } = await this.roster.rowsOf(tx, me.tenant, courseId, personId);
      const row = rows[0];
      if (!row) throw new Problem('not-found', 'person.unknown');
      const wanted = units.filter((unit) => !query.unitId || unit.unitId === query.unitId).map((unit) => unit.unitId);
      const mastery = await masteryOf(tx, personId);
      return {
        personId,
        name: row.name,
        lastSeenAt: row.lastSeenAt,
        units: units.flatMap((unit, i) => {
          const cell = row.cells[i];
          return cell ? [{ unitId: unit.unitId, title: unit.package.title.de, cell }] : [];
        }),
        mastery: fairwayOf(units, mastery),
        answers: await this.answered(tx, me.tenant, personId, wanted, query),
        total: await countAnswers(tx, me.tenant, personId, wanted),
        page: query.page,
        size: query.size,
        exams: await this.exams.ofPerson(tx, { tenant: me.tenant, person: personId }, courseId),
      };
    });
  }

  /** Marked again from their rows, with the package of their time. */
  private async answered(tx: EntityManager, tenant: string, personId: string, units: string[], page: { page: number; size: number }): Promise<AnsweredTask[]> {
    const answers = await answersOfPerson(tx, tenant, personId, units, { offset: (page.page - 1) * page.size, limit: page.size });
    const tasks: AnsweredTask[] = [];
    for (const answer of answers) {
      const unit = await this.catalog.package(tx, answer.package);
      const exercise = unit.exercises.find((candidate) => candidate.id === answer.exerciseId);
      if (!exercise) throw new Error('an answer without its exercise');
      const drawn = drawFor(answer.runSeed, exercise);
      const [given = answer] = await this.hand.complete(tx, { tenant, person: personId }, [answer], () => ({ exercise, seed: drawn.seed }));
      tasks.push({
        answerId: answer.id,
        at: answer.answeredAt.toISOString(),
        try: answer.try,
        aids: answer.aids,
        response: given.response,
        task: viewTask(exercise, unit, drawn),
        outcome: outcomeOf(exercise, drawn, given, { done: answer.runDone, total: answer.runTotal, finished: answer.runFinished, mastery: 'practising' }),
      });
    }
    return tasks;
  }
}
