import { randomInt } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { CatalogService, type ModuleUnits } from '#lotse/catalog';
import { Clock, Log, type Statement } from '#lotse/base';
import { backOffMs, longestWait } from '../services/back-off.js';
import { CompareGrades } from './compare-grades.js';
import { DueGrades, type TakenGrade } from './due-grades.js';
import type { ListedDifference } from './grade-differences.queries.js';
import { registrationOfCourse } from './grade-due.queries.js';
import { gradesBlocked, statusOf, withoutColumn, type GradeStatus } from './grade-status.js';
import { markGoneRead } from './line-items.queries.js';
import { oweStatement } from './owe.queries.js';
import { PlatformPauses } from './platform-pauses.js';
import { sendAgain } from './send-again.js';
import { SendGrade } from './send-grade.js';

/** Requests under way at once, and rows taken at once: a lease of a minute outlasts the four requests one row may need. */
const IN_FLIGHT = 4;
const MOST_PER_DRAIN = 1_000;
const EVERY_MS = 1_000;
const STOP_MS = 5_000;

/**
 * Sends the LMS the grades it is owed. Owing is one statement in the answer's transaction; a timer sends. A row holds the newest
 * wanted grade only, so a grade that rose several times is sent once.
 */
@Injectable()
export class GradePassback {
  private readonly pauses = new PlatformPauses(chance);
  private timer: NodeJS.Timeout | undefined;
  private running: Promise<number> | undefined;
  private isStopping = false;

  constructor(
    private readonly dues: DueGrades,
    private readonly sender: SendGrade,
    private readonly compared: CompareGrades,
    private readonly catalog: CatalogService,
    private readonly clock: Clock,
    private readonly log: Log,
  ) {}

  /** Rules of sending; tests switch one off to see that it is missed. */
  get rules(): SendGrade['rules'] {
    return this.sender.rules;
  }

  /** What an answer or a mark owes: for the last message of its transaction. `modules` are those that hold the unit. */
  owe(wish: { tenant: string; person: string; unitId: string; now: Date; modules: readonly ModuleUnits[]; mayFall?: true }): Statement {
    return oweStatement(wish);
  }

  /** Where the grades of these persons stand, per unit and column; of one course where it is named. */
  async statusOf(tx: EntityManager, wish: { tenant: string; persons: readonly string[]; courseId?: string }): Promise<GradeStatus[]> {
    return statusOf(tx, wish, await this.catalog.modules(tx, wish.tenant));
  }

  /** Code of the reason why grades cannot go back to this course: lineitem.none, lineitem.host, scope.readonly, score.403. */
  gradesBlocked(tx: EntityManager, tenant: string, courseId: string): Promise<string | null> {
    return gradesBlocked(tx, tenant, courseId);
  }

  /** Titles of a course's activities without a column. */
  withoutColumn(tx: EntityManager, tenant: string, courseId: string): Promise<{ gone: string[]; ungraded: string[] }> {
    return withoutColumn(tx, tenant, courseId);
  }

  /** Staff has read which columns are gone. */
  readGone(tx: EntityManager, at: { tenant: string; courseId: string }): Promise<void> {
    return markGoneRead(tx, { ...at, now: this.clock.now() });
  }

  /** Grades of a course that stand otherwise in the LMS than they were sent, as the daily comparison saw them. */
  differences(tx: EntityManager, tenant: string, courseId: string): Promise<ListedDifference[]> {
    return this.compared.listed(tx, tenant, courseId);
  }

  /** Queues what has not arrived or stands otherwise; the platform is asked again at once, also where it was left alone for a while. */
  async sendAgain(tx: EntityManager, wish: { tenant: string; courseId: string; person: string | null }): Promise<number> {
    const registration = await registrationOfCourse(tx, wish);
    if (registration !== undefined) this.pauses.answered(registration);
    return sendAgain(tx, { ...wish, now: this.clock.now() });
  }

  start(everyMs = EVERY_MS): void {
    this.isStopping = false;
    this.timer = setInterval(() => {
      this.drain().catch((error: unknown) => this.log.fault('grades.drain-failed', error));
    }, everyMs);
    this.timer.unref();
  }

  /** Takes no new rows and lets running requests finish, but does not wait for a slow platform: its leases run out. */
  async stop(): Promise<void> {
    clearInterval(this.timer);
    this.isStopping = true;
    const finished = this.running?.catch(() => undefined); // the timer's own catch logs it
    await Promise.race([finished, wait(STOP_MS, undefined, { ref: false })]);
  }

  /** Sends what is due now; returns how many rows were tried. A call while one is running joins it. */
  drain(): Promise<number> {
    this.running ??= this.drainOnce().finally(() => {
      this.running = undefined;
    });
    return this.running;
  }

  /** In turns, a small batch per tenant, so that one tenant's outage holds up nobody else for long. */
  private async drainOnce(): Promise<number> {
    let tried = 0;
    for (let tenants = await this.dues.tenants(); tenants.length > 0 && tried < MOST_PER_DRAIN && !this.isStopping;) {
      const left: string[] = [];
      for (const tenant of tenants) {
        const batch = await this.dues.take(tenant, this.pauses.looks(tenant) ? 1 : IN_FLIGHT, this.pauses.paused(this.clock.now()));
        await Promise.all(batch.map((grade) => this.sendOne(grade)));
        tried += batch.length;
        if (batch.length > 0) left.push(tenant);
      }
      tenants = left;
    }
    return tried;
  }

  private async sendOne(grade: TakenGrade): Promise<void> {
    const registration = grade.access.platform.id;
    const outcome = await this.sender.send(grade);
    if (outcome.isPlatformTrouble) this.pauses.failed(grade.access.platform, this.clock.now(), outcome.waitMs ?? null);
    else this.pauses.answered(registration);
    const later = outcome.state === 'waiting' ? { waitMs: outcome.waitMs ?? backOffMs(grade.attempts, chance(), longestWait(grade.attempts)) } : {};
    await this.dues.settle(grade, { ...outcome, ...later });
    this.log.info('grade.tried', {
      tenantId: grade.tenant,
      registrationId: registration,
      lineItemId: grade.lineItem,
      personId: grade.person,
      kind: outcome.state,
      attempts: grade.attempts,
      ...(outcome.reason ? { reason: outcome.reason } : {}),
    });
  }
}

function chance(): number {
  return randomInt(0, 1_000_001) / 1_000_000;
}
