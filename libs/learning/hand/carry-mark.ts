import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { CatalogService, countsForGrade } from '#lotse/catalog';
import { Db } from '#lotse/base';
import { germanDay, isHandKind } from '#lotse/contract';
import { GradePassback } from '#lotse/lti';
import { isHardToGuess, isRight } from '#lotse/marking';
import { gradeOf } from '../grade.js';
import { nextMastery, type Evidence, type Mastery } from '../mastery.js';
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
interface RunNow {
  points: number;
  total: number;
  oldGrade: number;
}
interface AnswerNow {
  exerciseId: string;
  package: string;
  competence: string | null;
  score: number;
  evidence: boolean;
  hard: boolean | null;
  byHand: boolean;
  hand: number | null;
  at: Date;
}

/** What a mark changes: the run, the best grade and what the LMS is owed of it, and how secure the competence is. */
@Injectable()
export class CarryMark {
  constructor(
    private readonly db: Db,
    private readonly catalog: CatalogService,
    private readonly passback: GradePassback,
  ) {}

  /** Inside a transaction of the tenant in which no answer of the person can come in between. */
  async on(tx: EntityManager, given: Given): Promise<void> {
    const counts = given.row.try === 1 && countsForGrade({ section: given.row.section as 'block' });
    if (counts) await this.run(tx, given);
    await this.mastery(tx, given);
  }

  /** All open runs of the unit are looked at anew: what a server remembers of the best grade may be too high by now. */
  private async run(tx: EntityManager, { tenant, row, score, before, now }: Given): Promise<void> {
    const right = Number(isRight(score, true)) - Number(before !== null && isRight(before, true));
    const [run] = await tx.query<RunNow[]>(`select points, total, coalesce(grade, 0) as "oldGrade" from unit_run where tenant = $1 and id = $2`, [
      ...[tenant, row.run],
    ]);
    if (!run) throw new Error('an answer without its run');
    const points = Math.max(0, run.points + score - (before ?? 0));
    const grade = gradeOf(points, run.total);
    await tx.query(
      `update unit_run set points = $3, grade = $4, first_right = greatest(0, first_right + $5), waiting = greatest(0, waiting - $6), version = version + 1 where tenant = $1 and id = $2`,
      [tenant, row.run, points, grade, right, before === null ? 1 : 0],
    );
    await tx.query(`update unit_run set version = version + 1 where tenant = $1 and person = $2 and unit_id = $3 and id <> $4 and finished_at is null`, [
      ...[tenant, row.person, row.unitId, row.run],
    ]);
    await tx.query(BEST, [tenant, row.person, row.unitId, now]);
    const unit = await this.catalog.package(tx, row.package);
    const modules = [{ moduleId: unit.moduleId, units: unit.moduleUnits }];
    const owed = this.passback.owe({ tenant, person: row.person, unitId: row.unitId, now, modules, mayFall: true });
    await tx.query(owed.text, owed.values);
  }

  /** Anew from all answers in their order: the one that was marked counts on the day it was given. */
  private async mastery(tx: EntityManager, { tenant, row, competence, now }: Given): Promise<void> {
    const answers = await tx.query<AnswerNow[]>(ANSWERS, [tenant, row.person, competence]);
    let mastery: Mastery | null = null;
    for (const answer of answers) {
      const exercise = (await this.catalog.package(tx, answer.package)).exercises.find((one) => one.id === answer.exerciseId);
      if ((answer.competence ?? exercise?.competence) !== competence) continue;
      const score = answer.byHand ? answer.hand : answer.score;
      const typed = answer.hard ?? (exercise !== undefined && isHardToGuess(exercise));
      const byHand = exercise !== undefined && isHandKind(exercise.body.kind);
      const item: Evidence | null = answer.evidence && score !== null ? { on: germanDay(answer.at), right: isRight(score, byHand), typed } : null;
      mastery = nextMastery(mastery, item, answer.at);
    }
    if (!mastery) return;
    await this.db.become(tx, row.person);
    await tx.query(
      `insert into mastery as m (person, competence, state, recent, evidence, secure_since, updated_at) values ($1, $2, $3, $4, $5, $6, $7)
       on conflict (person, competence) do update set state = excluded.state, recent = excluded.recent, evidence = excluded.evidence,
         secure_since = excluded.secure_since, updated_at = greatest(excluded.updated_at, m.updated_at + interval '1 millisecond')`,
      [row.person, competence, mastery.state, JSON.stringify(mastery.recent), mastery.evidence, mastery.secureSince, now],
    );
  }
}

/** The best of all runs of the unit as they stand now: by it alone a best grade may fall. */
const BEST = `update unit_grade g set best = r.grade, best_right = r.first_right, total = r.total, waiting = r.waiting, updated_at = $4
  from (select u.grade, u.first_right, u.total, u.waiting from unit_run u where u.tenant = $1 and u.person = $2 and u.unit_id = $3 and u.kind = 'own' and u.grade is not null
    order by u.grade desc, u.started_at desc limit 1) r
  where g.tenant = $1 and g.person = $2 and g.unit_id = $3`;

const ANSWERS = `select a.exercise_id as "exerciseId", a.package, a.competence, a.score, a.evidence, a.hard_to_guess as hard, a.verdict = 'manual' as "byHand", h.score as hand, a.answered_at as at
  from answer a left join lateral (select m.score from hand_mark m where m.tenant = a.tenant and m.person = a.person and m.answer = a.id order by m.seq desc limit 1) h on true
  where a.tenant = $1 and a.person = $2 and (a.competence = $3 or a.competence is null) order by a.answered_at, a.device, a.sequence, a.id`;
