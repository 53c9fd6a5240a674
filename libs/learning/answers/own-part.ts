import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Db } from '#lotse/base';
import type { StartPage } from '#lotse/contract';
import { ContactsService, ExamsService } from '#lotse/measures';
import { enrolmentOf, type Me } from '#lotse/people';
import { RecentFeedback } from './recent-feedback.js';
import type { RunRecord } from '../runs/runs.queries.js';

interface Exam {
  examOn: string | null;
  occupation: string | null;
}

/** What stands on the start page beside the units, for this one person: exam, contact, what was written to them. */
@Injectable()
export class OwnPart {
  constructor(
    private readonly db: Db,
    private readonly exams: ExamsService,
    private readonly contacts: ContactsService,
    private readonly feedback: RecentFeedback,
  ) {}

  async about(tx: EntityManager, me: Me, runs: readonly RunRecord[]): Promise<Exam & Pick<StartPage, 'said' | 'marked' | 'contact'>> {
    return {
      ...(await this.exam(tx, me)),
      ...(await this.feedback.about(tx, me, runs)),
      contact: await this.contacts.contactOf(tx, me.tenant, me.person),
    };
  }

  /** Problem: enrolment.unknown. */
  async setExam(me: Me, enrolmentId: string, { examOn, occupation }: Exam): Promise<Exam> {
    enrolmentOf(me, enrolmentId, 'trainee');
    return this.db.as(me, async (tx) => {
      await this.exams.set(tx, me, { on: examOn, occupation });
      return this.exam(tx, me);
    });
  }

  private async exam(tx: EntityManager, me: Me): Promise<Exam> {
    const { on, occupation } = await this.exams.of(tx, me.tenant, me.person);
    return { examOn: on, occupation };
  }
}
