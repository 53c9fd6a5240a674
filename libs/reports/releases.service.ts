import { randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Problem } from '#lotse/base';
import { addDays, dayBegins, germanDay, type ReleaseWish } from '#lotse/contract';
import { ReleaseStore, type ReleaseLabel, type ReleasedCopy } from './release-store.js';
import { note, REPORT_BASE, type ReportBase } from './report-base.js';
import type { Staff } from '#lotse/people';
import { ReportAccess } from './report-access.js';
import { ReportStore, type StoredVersion } from './report-store.js';
import { cutToScope, releaseFault } from './rules/release-rules.js';
import { mayStep, releasableFrom } from './rules/report-states.js';
import { Report, Question, Release } from './entities.js';

/** Hands a report to others and calls it back: releases, withdrawals, hand-over, answers to questions. */
@Injectable()
export class ReleasesService {
  constructor(
    @Inject(REPORT_BASE) private readonly base: ReportBase,
    private readonly store: ReportStore,
    private readonly releases: ReleaseStore,
    private readonly access: ReportAccess,
  ) {}

  /** Gives a caseworker a copy in the scope of the release, under their own key. */
  async release(me: Staff, report: string, wish: ReleaseWish): Promise<{ releaseId: string }> {
    const { db, notices } = this.base;
    return db.as(me, async (tx) => {
      const row = await this.access.toWrite(tx, me, report);
      const person = await this.refuse(tx, me, row, wish);
      const id = randomUUID();
      await this.insert(tx, me, row, { ...wish, id, person });
      if (row.state === 'DISCLOSED') await this.setState(tx, row, `state = 'RELEASED'`);
      await note(this.base, tx, me, 'report.released', row, { release: id, purpose: wish.purpose, basis: wish.legalBasis, scope: wish.scope.join(' ') });
      await notices.waiting(tx, { tenant: me.tenant, person: wish.recipientId, path: '/account' });
      return { releaseId: id };
    });
  }

  private async refuse(tx: EntityManager, me: Staff, row: StoredVersion, wish: ReleaseWish): Promise<string> {
    const now = this.base.clock.now();
    if (!mayStep('release', row.state) || !row.disclosedAt || !row.person) throw new Problem('conflict', 'report.state');
    if (releasableFrom(row.disclosedAt, row.seenAt) > now) throw new Problem('conflict', 'report.unseen');
    const fault = releaseFault(wish, germanDay(now));
    if (fault) throw new Problem('invalid', fault);
    if (!(await this.access.recipients(tx, me.tenant)).includes(wish.recipientId)) throw new Problem('not-found', 'recipient.unknown');
    const open = (await this.releases.ofReport(tx, me.tenant, row.id)).filter((one) => ['open', 'waiting'].includes(this.releases.state(one)));
    if (open.some((one) => one.recipient === wish.recipientId && one.version === row.version)) throw new Problem('conflict', 'release.exists');
    return row.person;
  }

  private async insert(tx: EntityManager, me: Staff, row: StoredVersion, wish: ReleaseWish & { id: string; person: string }): Promise<void> {
    const report = cutToScope(await this.store.content(tx, row), wish.scope);
    const names = await this.base.people.displayNames(tx, me.tenant, [me.person, wish.recipientId]);
    const copy: ReleasedCopy = { report, recipient: names.get(wish.recipientId) ?? '', releasedBy: names.get(me.person) ?? '', basisNote: wish.basisNote };
    const { participant, measure, provider } = report.facts;
    const label: ReleaseLabel = { name: participant.name, measureNumber: measure.number, provider, occasion: row.occasion, from: row.fromOn, to: row.toOn };
    const seal = (column: string, value: unknown) => this.releases.shutFor(tx, wish.recipientId, { table: 'release', row: wish.id, column }, value);
    await tx.insert(Release, {
      ...{ tenant: me.tenant, id: wish.id, report: row.id, version: row.version, person: wish.person, recipient: wish.recipientId },
      ...{ scope: wish.scope, purpose: wish.purpose, legalBasis: wish.legalBasis },
      ...{ basisNote: await this.releases.shutNote(tx, me.tenant, wish.id, wish.basisNote) },
      ...{ content: await seal('content', copy), label: await seal('label', label) },
      ...{ fromOn: wish.fromOn, untilOn: wish.untilOn, fromAt: dayBegins(wish.fromOn), until: dayBegins(addDays(wish.untilOn, 1)) },
      ...{ releasedBy: me.person, releasedAt: this.base.clock.now() },
    });
  }

  /** From now on the recipient gets nothing; their copy is destroyed, the record of the release stays. */
  async withdraw(me: Staff, report: string, release: string): Promise<void> {
    const { db, clock } = this.base;
    await db.as(me, async (tx) => {
      const row = await this.access.toSend(tx, me, report);
      const [found] = await tx.query<{ version: number; withdrawnAt: Date | null }[]>(
        `select version, withdrawn_at as "withdrawnAt" from release where tenant = $1 and report = $2 and id = $3 for update`,
        [me.tenant, row.id, release],
      );
      if (!found) throw new Problem('not-found', 'release.unknown');
      if (found.withdrawnAt) throw new Problem('conflict', 'release.withdrawn');
      await tx.update(Release, { tenant: me.tenant, id: release }, { withdrawnBy: me.person, withdrawnAt: clock.now(), content: null, label: null });
      await note(this.base, tx, me, 'report.withdrawn', { id: row.id, version: found.version }, { release });
    });
  }

  async handOver(me: Staff, report: string, revision: number): Promise<void> {
    await this.base.db.as(me, async (tx) => {
      const row = await this.access.toSend(tx, me, report);
      if (row.revision !== revision) throw new Problem('conflict', 'report.changed');
      if (!mayStep('handOver', row.state)) throw new Problem('conflict', 'report.state');
      await this.setState(tx, row, `state = 'HANDED_OVER', handed_over_by = $5, handed_over_at = $4`, me.person);
      await note(this.base, tx, me, 'report.handed-over', row);
    });
  }

  async answer(me: Staff, report: string, question: string, text: string): Promise<void> {
    const { db, clock, people, notices } = this.base;
    await db.as(me, async (tx) => {
      const row = await this.access.toWrite(tx, me, report);
      const [asked] = await tx.query<{ askedBy: string; answeredAt: Date | null; release: string }[]>(
        `select asked_by as "askedBy", answered_at as "answeredAt", release from question where tenant = $1 and report = $2 and id = $3 for update`,
        [me.tenant, row.id, question],
      );
      if (!asked) throw new Problem('not-found', 'question.unknown');
      if (asked.answeredAt) throw new Problem('conflict', 'question.answered');
      const answer = { text, by: await people.displayName(tx, me.tenant, me.person) };
      await tx.update(
        Question,
        { tenant: me.tenant, id: question },
        {
          answer: await this.releases.shutFor(tx, asked.askedBy, { table: 'question', row: question, column: 'answer' }, answer),
          answeredBy: me.person,
          answeredAt: clock.now(),
        },
      );
      await note(this.base, tx, me, 'report.answered', row, { release: asked.release });
      await notices.waiting(tx, { tenant: me.tenant, person: asked.askedBy, path: '/account' });
    });
  }

  private async setState(tx: EntityManager, row: StoredVersion, set: string, ...values: unknown[]): Promise<void> {
    const now = this.base.clock.now();
    await tx.query(`update report_version set ${set}, revision = revision + 1, changed_at = $4 where tenant = $1 and report = $2 and version = $3`, [
      row.tenant,
      row.id,
      row.version,
      now,
      ...values,
    ]);
    await tx.update(Report, { tenant: row.tenant, id: row.id }, { changedAt: now });
  }
}
