import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Clock, Db, Problem } from '#lotse/base';
import { addDays, dayBegins, germanDay, type ReleaseWish } from '#lotse/contract';
import { ReleaseStore, type ReleaseLabel, type ReleasedCopy } from './release-store.js';
import { lockQuestion, lockRelease, releasesOf } from './releases.queries.js';
import { NoticesService, PeopleService, type Staff } from '#lotse/people';
import { ReportAccess } from './report-access.js';
import { ReportAudit } from './report-audit.js';
import { ReportStore } from './report-store.js';
import { markHandedOver, markReleased, type StoredVersion } from './reports.queries.js';
import { cutToScope, releaseFault } from './rules/release-rules.js';
import { mayStep, releasableFrom } from './rules/report-states.js';
import { Report, Question, Release } from './entities.js';

/** Hands a report to others and calls it back: releases, withdrawals, hand-over, answers to questions. */
@Injectable()
export class ReleasesService {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly audit: ReportAudit,
    private readonly people: PeopleService,
    private readonly notices: NoticesService,
    private readonly store: ReportStore,
    private readonly releases: ReleaseStore,
    private readonly access: ReportAccess,
  ) {}

  /** Gives a caseworker a copy in the scope of the release, under their own key. */
  async release(me: Staff, report: string, wish: ReleaseWish): Promise<{ releaseId: string }> {
    return this.db.as(me, async (tx) => {
      const row = await this.access.toWrite(tx, me, report);
      const person = await this.refuse(tx, me, row, wish);
      const id = randomUUID();
      await this.insert(tx, me, row, { ...wish, id, person });
      if (row.state === 'DISCLOSED') await this.update(tx, row, (now) => markReleased(tx, row, now));
      await this.audit.note(tx, me, 'report.released', row, { release: id, purpose: wish.purpose, basis: wish.legalBasis, scope: wish.scope.join(' ') });
      await this.notices.waiting(tx, { tenant: me.tenant, person: wish.recipientId, path: '/account' });
      return { releaseId: id };
    });
  }

  private async refuse(tx: EntityManager, me: Staff, row: StoredVersion, wish: ReleaseWish): Promise<string> {
    const now = this.clock.now();
    if (!mayStep('release', row.state) || !row.disclosedAt || !row.person) throw new Problem('conflict', 'report.state');
    if (releasableFrom(row.disclosedAt, row.seenAt) > now) throw new Problem('conflict', 'report.unseen');
    const fault = releaseFault(wish, germanDay(now));
    if (fault) throw new Problem('invalid', fault);
    if (!(await this.access.recipients(tx, me.tenant)).includes(wish.recipientId)) throw new Problem('not-found', 'recipient.unknown');
    const open = (await releasesOf(tx, { tenant: me.tenant, report: row.id })).filter((one) => ['open', 'waiting'].includes(this.releases.state(one)));
    if (open.some((one) => one.recipient === wish.recipientId && one.version === row.version)) throw new Problem('conflict', 'release.exists');
    return row.person;
  }

  private async insert(tx: EntityManager, me: Staff, row: StoredVersion, wish: ReleaseWish & { id: string; person: string }): Promise<void> {
    const report = cutToScope(await this.store.content(tx, row), wish.scope);
    const names = await this.people.displayNames(tx, me.tenant, [me.person, wish.recipientId]);
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
      ...{ releasedBy: me.person, releasedAt: this.clock.now() },
    });
  }

  /** From now on the recipient gets nothing; their copy is destroyed, the record of the release stays. */
  async withdraw(me: Staff, report: string, release: string): Promise<void> {
    await this.db.as(me, async (tx) => {
      const row = await this.access.toSend(tx, me, report);
      const found = await lockRelease(tx, { tenant: me.tenant, report: row.id }, release);
      if (!found) throw new Problem('not-found', 'release.unknown');
      if (found.withdrawnAt) throw new Problem('conflict', 'release.withdrawn');
      await tx.update(Release, { tenant: me.tenant, id: release }, { withdrawnBy: me.person, withdrawnAt: this.clock.now(), content: null, label: null });
      await this.audit.note(tx, me, 'report.withdrawn', { id: row.id, version: found.version }, { release });
    });
  }

  async handOver(me: Staff, report: string, revision: number): Promise<void> {
    await this.db.as(me, async (tx) => {
      const row = await this.access.toSend(tx, me, report);
      if (row.revision !== revision) throw new Problem('conflict', 'report.changed');
      if (!mayStep('handOver', row.state)) throw new Problem('conflict', 'report.state');
      await this.update(tx, row, (now) => markHandedOver(tx, row, { by: me.person, now }));
      await this.audit.note(tx, me, 'report.handed-over', row);
    });
  }

  async answer(me: Staff, report: string, question: string, text: string): Promise<void> {
    await this.db.as(me, async (tx) => {
      const row = await this.access.toWrite(tx, me, report);
      const asked = await lockQuestion(tx, { tenant: me.tenant, report: row.id }, question);
      if (!asked) throw new Problem('not-found', 'question.unknown');
      if (asked.answeredAt) throw new Problem('conflict', 'question.answered');
      const answer = { text, by: await this.people.displayName(tx, me.tenant, me.person) };
      await tx.update(
        Question,
        { tenant: me.tenant, id: question },
        {
          answer: await this.releases.shutFor(tx, asked.askedBy, { table: 'question', row: question, column: 'answer' }, answer),
          answeredBy: me.person,
          answeredAt: this.clock.now(),
        },
      );
      await this.audit.note(tx, me, 'report.answered', row, { release: asked.release });
      await this.notices.waiting(tx, { tenant: me.tenant, person: asked.askedBy, path: '/account' });
    });
  }

  private async update(tx: EntityManager, row: StoredVersion, change: (now: Date) => Promise<void>): Promise<void> {
    const now = this.clock.now();
    await change(now);
    await tx.update(Report, { tenant: row.tenant, id: row.id }, { changedAt: now });
  }
}
