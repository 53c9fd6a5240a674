import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Clock, Db, Problem } from '#lotse/base';
import {
  addDays,
  dayBegins,
  daysBetween,
  germanDay,
  EMPTY_TEXT,
  type HintDecision,
  type ParticipationView,
  type ReportCheck,
  type ReportContent,
  type ReportFacts,
  type ReportText,
  type WordHint,
} from '#lotse/contract';
import { ProgressService } from '#lotse/learning';
import { ExamsService } from '#lotse/measures';
import { AttendanceFacts } from '#lotse/rooms';
import { PeopleService, Tenant, type Staff } from '#lotse/people';
import { ReportAccess } from './report-access.js';
import { ReportAudit } from './report-audit.js';
import { ReportStore } from './report-store.js';
import { changeFacts, changeText, markDisclosed, markReviewed, storedVersion, type StoredVersion } from './reports.queries.js';
import { compileReport } from './rules/compile-report.js';
import { editOf, mayStep, reviewFault } from './rules/report-states.js';
import { wordHints } from './rules/word-hints.js';
import { Report, ReportVersion } from './entities.js';

const LONGEST_DAYS = 366;
const BLANK: ReportText = { development: EMPTY_TEXT, goals: [], recommendation: null, recommendationText: EMPTY_TEXT, exit: null };

export interface DraftWish {
  occasion: ReportContent['occasion'];
  dueOn: string | null;
  from: string;
  to: string;
}
export interface Saved {
  version: number;
  state: StoredVersion['state'];
  revision: number;
  hints: WordHint[];
}

/** What companion and deputy do until a report is shown to the trainee: compile, write, sign, disclose. */
@Injectable()
export class DraftsService {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly audit: ReportAudit,
    private readonly people: PeopleService,
    private readonly store: ReportStore,
    private readonly access: ReportAccess,
    private readonly progress: ProgressService,
    private readonly attendance: AttendanceFacts,
    private readonly exams: ExamsService,
  ) {}

  async draft(me: Staff, participationId: string, wish: DraftWish): Promise<{ reportId: string }> {
    return this.db.as(me, async (tx) => {
      const participation = await this.access.mine(tx, me, participationId);
      const fault = periodFault(wish, participation, germanDay(this.clock.now()));
      if (fault) throw new Problem('invalid', fault);
      const [id, now] = [randomUUID(), this.clock.now()];
      const at = { tenant: me.tenant, id, version: 1 };
      const facts = await this.compiled(tx, me, participation, wish);
      await tx.insert(Report, {
        tenant: me.tenant,
        id,
        participation: participationId,
        person: participation.trainee?.personId ?? null,
        occasion: wish.occasion,
        dueOn: wish.dueOn,
        fromOn: wish.from,
        toOn: wish.to,
        version: 1,
        createdBy: me.person,
        createdAt: now,
        changedAt: now,
      });
      await this.insertVersion(tx, at, me, facts, BLANK);
      await this.audit.note(tx, me, 'report.drafted', at, { occasion: wish.occasion });
      return { reportId: id };
    });
  }

  /** A changed text. What it does to the state: `editOf`. */
  save(me: Staff, report: string, wish: { revision: number; text: ReportText }): Promise<Saved> {
    return this.changing(me, report, wish.revision, async (tx, row) => {
      const effect = editOf(row.state);
      if (effect === 'new-version') return this.beginVersion(tx, me, row, wish.text);
      const body = await this.store.shut(tx, row, 'body', wish.text);
      await this.update(tx, row, (now) => changeText(tx, row, { body, author: me.person, now }));
      if (effect === 'unsign') await this.audit.note(tx, me, 'report.reopened', row);
    });
  }

  compile(me: Staff, report: string, revision: number): Promise<Saved> {
    return this.changing(me, report, revision, async (tx, row) => {
      if (!mayStep('compile', row.state)) throw new Problem('conflict', 'report.state');
      const participation = await this.access.mine(tx, me, row.participation);
      const facts = await this.compiled(tx, me, participation, { from: row.fromOn, to: row.toOn });
      const frozen = await this.store.shut(tx, row, 'facts', facts);
      await this.update(tx, row, (now) => changeFacts(tx, row, { facts: frozen, now }));
      await this.audit.note(tx, me, 'report.compiled', row);
    });
  }

  review(me: Staff, report: string, wish: { revision: number; checks: ReportCheck[]; kept: HintDecision[] }): Promise<Saved> {
    return this.changing(me, report, wish.revision, async (tx, row) => {
      if (!mayStep('review', row.state)) throw new Problem('conflict', 'report.state');
      const text = await this.store.text(tx, row);
      const hints = wordHints(text, [...(await this.store.kept(tx, row)), ...wish.kept]);
      const open = hints.filter((hint) => hint.keptBecause === null).length;
      const fault = reviewFault(row.occasion, text, wish.checks, open);
      if (fault) throw new Problem('conflict', fault, { open });
      const kept = hints.flatMap((hint): HintDecision[] => (hint.keptBecause === null ? [] : [{ key: hint.key, keptBecause: hint.keptBecause }]));
      const signed = { kept: await this.store.shut(tx, row, 'kept', kept), checks: [...new Set(wish.checks)], by: me.person };
      await this.update(tx, row, (now) => markReviewed(tx, row, { ...signed, now }));
      await this.audit.note(tx, me, 'report.reviewed', row, { hints: hints.length });
    });
  }

  disclose(me: Staff, report: string, revision: number): Promise<Saved> {
    return this.changing(me, report, revision, async (tx, row) => {
      if (!mayStep('disclose', row.state)) throw new Problem('conflict', 'report.state');
      const participation = await this.access.mine(tx, me, row.participation);
      if (!participation.trainee) throw new Problem('conflict', 'report.no-trainee');
      await tx.update(Report, { tenant: me.tenant, id: row.id }, { person: participation.trainee.personId });
      await this.update(tx, row, (now) => markDisclosed(tx, row, { by: me.person, now }));
      await this.audit.note(tx, me, 'report.disclosed', row);
    });
  }

  /** Locks the report, refuses what was written on an older reading, and says where it stands afterwards. */
  private changing(me: Staff, report: string, revision: number, story: (tx: EntityManager, row: StoredVersion) => Promise<void>): Promise<Saved> {
    return this.db.as(me, async (tx) => {
      const row = await this.access.toWrite(tx, me, report);
      if (row.revision !== revision) throw new Problem('conflict', 'report.changed');
      await story(tx, row);
      const after = await storedVersion(tx, { tenant: me.tenant, report });
      if (!after) throw new Error('the report is gone');
      const hints = wordHints(await this.store.text(tx, after), await this.store.kept(tx, after));
      return { version: after.version, state: after.state, revision: after.revision, hints };
    });
  }

  private async update(tx: EntityManager, row: StoredVersion, change: (now: Date) => Promise<void>): Promise<void> {
    const now = this.clock.now();
    await change(now);
    await tx.update(Report, { tenant: row.tenant, id: row.id }, { changedAt: now });
  }

  /** Facts stay as they were frozen; decided hints and the trainee's statement go along. */
  private async beginVersion(tx: EntityManager, me: Staff, row: StoredVersion, text: ReportText): Promise<void> {
    const at = { tenant: row.tenant, id: row.id, version: row.version + 1 };
    const [facts, kept] = [await this.store.facts(tx, row), await this.store.kept(tx, row)];
    await tx.update(Report, { tenant: row.tenant, id: row.id }, { version: at.version, changedAt: this.clock.now() });
    await this.insertVersion(tx, at, me, facts, text, row.revision + 1);
    await tx.update(ReportVersion, { tenant: row.tenant, report: row.id, version: at.version }, { kept: await this.store.shut(tx, at, 'kept', kept) });
    await this.audit.note(tx, me, 'report.version-begun', at);
  }

  private async insertVersion(
    tx: EntityManager,
    at: { tenant: string; id: string; version: number },
    me: Staff,
    facts: ReportFacts,
    text: ReportText,
    revision = 1,
  ): Promise<void> {
    const now = this.clock.now();
    await tx.insert(ReportVersion, {
      ...{ tenant: at.tenant, report: at.id, version: at.version, state: 'DRAFT', revision, author: me.person, createdAt: now, changedAt: now },
      ...{ facts: await this.store.shut(tx, at, 'facts', facts), body: await this.store.shut(tx, at, 'body', text) },
    });
  }

  private async compiled(tx: EntityManager, me: Staff, participation: ParticipationView, period: { from: string; to: string }): Promise<ReportFacts> {
    const person = participation.trainee?.personId;
    const span = { from: dayBegins(period.from), to: dayBegins(addDays(period.to, 1)) };
    const tenant = await tx.findOneBy(Tenant, { id: me.tenant });
    return compileReport({
      now: this.clock.now(),
      provider: tenant?.name ?? '',
      author: await this.people.displayName(tx, me.tenant, me.person),
      participation,
      occupation: person ? await this.exams.occupationOf(tx, me.tenant, person) : null,
      period: { from: period.from, to: period.to },
      attendance: await this.attendance.summary(tx, me.tenant, participation.participationId, period),
      learning: person ? await this.progress.progress(tx, { tenant: me.tenant, person }, span) : null,
    });
  }
}

function periodFault(wish: DraftWish, participation: ParticipationView, today: string): string | null {
  if (wish.to < wish.from) return 'report.period-order';
  if (wish.to > today) return 'report.period-future';
  if (daysBetween(wish.from, wish.to) + 1 > LONGEST_DAYS) return 'report.period-long';
  const end = participation.exit?.exitedOn ?? participation.endsOn;
  return wish.to < participation.startsOn || (end !== null && wish.from > end) ? 'report.period-outside' : null;
}
