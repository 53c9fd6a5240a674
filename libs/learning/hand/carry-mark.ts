import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { CatalogService, countsForGrade } from '#lotse/catalog';
import { GradePassback } from '#lotse/lti';
import { isRight } from '#lotse/marking';
import { UnitRun } from '../entities.js';
import { gradeOf } from '../grade.js';
import { MasteryAnew } from '../mastery-anew.js';
import { raiseOtherRuns, writeBest, writePoints } from './carry-mark.queries.js';
import type { HandRow } from './hand.queries.js';

interface Given {
  tenant: string;
  row: HandRow;
  competence: string;
  score: number;
  /** Of the mark before, if it was marked already. */
  before: number | null;
  now: Date;
}
/** What a mark changes: the run, the best grade and what the LMS is owed of it, and how secure the competence is. */
@Injectable()
export class CarryMark {
  constructor(
    private readonly mastery: MasteryAnew,
    private readonly catalog: CatalogService,
    private readonly passback: GradePassback,
  ) {}

  /** Inside a transaction of the tenant in which no answer of the person can come in between. */
  async on(tx: EntityManager, given: Given): Promise<void> {
    const counts = given.row.try === 1 && countsForGrade({ section: given.row.section as 'block' });
    if (counts) await this.run(tx, given);
    // the one that was marked counts on the day it was given
    await this.mastery.write(tx, { tenant: given.tenant, person: given.row.person, competence: given.competence, now: given.now });
  }

  /** All open runs of the unit are looked at anew: what a server remembers of the best grade may be too high by now. */
  private async run(tx: EntityManager, { tenant, row, score, before, now }: Given): Promise<void> {
    const right = Number(isRight(score, true)) - Number(before !== null && isRight(before, true));
    const run = await tx.findOne(UnitRun, { select: { points: true, total: true }, where: { tenant, id: row.run } });
    if (!run) throw new Error('an answer without its run');
    const points = Math.max(0, run.points + score - (before ?? 0));
    const grade = gradeOf(points, run.total);
    await writePoints(tx, { tenant, run: row.run, points, grade, right, marked: before === null ? 1 : 0 });
    const { person, unitId } = row;
    await raiseOtherRuns(tx, { tenant, person, unitId, run: row.run });
    await writeBest(tx, { tenant, person, unitId, now });
    const unit = await this.catalog.package(tx, row.package);
    const modules = [{ moduleId: unit.moduleId, units: unit.moduleUnits }];
    const owed = this.passback.owe({ tenant, person, unitId, now, modules, mayFall: true });
    await tx.query(owed.text, owed.values);
  }
}
