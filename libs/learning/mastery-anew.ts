import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { CatalogService } from '#lotse/catalog';
import { Db } from '#lotse/base';
import { germanDay, isHandKind } from '#lotse/contract';
import { isHardToGuess, isRight } from '#lotse/marking';
import { nextMastery, type Evidence, type Mastery } from './mastery.js';
import { answersFor, putMastery } from './mastery-anew.queries.js';

/** How secure a competence is, from all answers in the order in which they were given: for those that are judged later than they were given. */
@Injectable()
export class MasteryAnew {
  constructor(
    private readonly db: Db,
    private readonly catalog: CatalogService,
  ) {}

  /** Inside a transaction of the tenant in which no answer of the person can come in between. */
  async write(tx: EntityManager, { tenant, person, competence, now }: { tenant: string; person: string; competence: string; now: Date }): Promise<void> {
    const answers = await answersFor(tx, { tenant, person, competence });
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
    await this.db.become(tx, person);
    await putMastery(tx, { person, competence, ...mastery, now });
  }
}
