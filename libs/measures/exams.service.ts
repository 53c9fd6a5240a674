import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Clock } from '#lotse/base';
import { examOf, putExam, type Exam } from './exams.queries.js';

/** The exam that somebody prepares for. */
@Injectable()
export class ExamsService {
  constructor(private readonly clock: Clock) {}

  /** What a trainee is trained for, as it was entered; null where nobody did. */
  async occupationOf(tx: EntityManager, tenant: string, person: string): Promise<string | null> {
    return (await this.of(tx, tenant, person)).occupation;
  }

  /** What a trainee set counts before what the office entered, which may be older. */
  async of(tx: EntityManager, tenant: string, person: string): Promise<Exam> {
    return (await examOf(tx, tenant, person)) ?? { on: null, occupation: null };
  }

  /** Date and occupation of the exam a trainee prepares for, as they enter it themselves. */
  async set(tx: EntityManager, who: { tenant: string; person: string }, { on, occupation }: Exam): Promise<void> {
    await putExam(tx, { tenant: who.tenant, person: who.person, on, occupation, now: this.clock.now() });
  }
}
