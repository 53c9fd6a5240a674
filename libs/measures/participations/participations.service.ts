import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Clock, Problem, Seal } from '#lotse/base';
import { germanDay, type NamedStaff, type ParticipationView, type PhasePeriod } from '#lotse/contract';
import { PeopleService } from '#lotse/people';
import { LegalNames } from '../legal-names.js';
import { stateOn, type Periods } from './participation-rules.js';
import {
  interruptionRows,
  ofCompanion,
  ofTrainee,
  oneOfCompanion,
  participationRows,
  phaseRows,
  rowsIn,
  runningRows,
  sealedNames,
  type ParticipationRow,
  type Stretch,
} from './participations.queries.js';
import { reportsDue } from './reports-due.js';
import { StaffService, type Actor } from '../staff.service.js';
import { Participation } from '../entities.js';

interface Parts {
  names: Map<string, string>;
  people: Map<string, string>;
  staff: Map<string, NamedStaff>;
  phases: Map<string, PhasePeriod[]>;
  interruptions: Map<string, ParticipationView['interruptions']>;
}

const COLLATOR = new Intl.Collator('de');

/**
 * Reads participations for other libs. Call inside `db.as(me)` or `db.job(tenant)`; a participation that is not the asker's is
 * answered as unknown.
 */
@Injectable()
export class ParticipationsService {
  constructor(
    private readonly clock: Clock,
    private readonly seal: Seal,
    private readonly people: PeopleService,
    private readonly staff: StaffService,
    private readonly legalNames: LegalNames,
  ) {}

  /** Those in which this person is companion or deputy, ended ones too; at most 500. */
  async participationsOf(tx: EntityManager, me: Actor): Promise<ParticipationView[]> {
    return this.inOrder(tx, me.tenant, await ofCompanion(tx, me));
  }

  /** One in which this person is companion or deputy; a Problem `not-found` otherwise. */
  async participationFor(tx: EntityManager, me: Actor, id: string): Promise<ParticipationView> {
    return this.only(await this.inOrder(tx, me.tenant, await oneOfCompanion(tx, me, id)));
  }

  /** Whether this person is companion or deputy of it, without opening any sealed value. */
  async isOf(tx: EntityManager, me: Actor, id: string): Promise<boolean> {
    return (await oneOfCompanion(tx, me, id)).length > 0;
  }

  /** Whether it is this trainee's. */
  async isAbout(tx: EntityManager, who: Actor, id: string): Promise<boolean> {
    return tx.existsBy(Participation, { tenant: who.tenant, id, person: who.person });
  }

  /** A trainee's own, the newest first. */
  async participationsOfTrainee(tx: EntityManager, tenant: string, person: string): Promise<ParticipationView[]> {
    return this.inOrder(tx, tenant, await ofTrainee(tx, tenant, person));
  }

  /** Legal names by participation: for callers who have checked the right themselves. */
  async legalNamesOf(tx: EntityManager, tenant: string, ids: readonly string[]): Promise<Map<string, string>> {
    return this.legalNames.of(tx, tenant, await sealedNames(tx, tenant, ids));
  }

  /** Any of the tenant: for callers who have checked the right themselves. */
  async participation(tx: EntityManager, tenant: string, id: string): Promise<ParticipationView> {
    return this.only([...(await this.views(tx, tenant, [id])).values()]);
  }

  /** Many of a tenant at once, at most a page of them. */
  async views(tx: EntityManager, tenant: string, ids: readonly string[]): Promise<Map<string, ParticipationView>> {
    if (ids.length === 0) return new Map();
    const rows = await participationRows(tx, tenant, ids);
    const parts = await this.parts(tx, tenant, rows);
    const views = new Map<string, ParticipationView>();
    for (const row of rows) views.set(row.id, await this.view(tx, tenant, row, parts));
    return views;
  }

  /** The participation in which each of these people takes part on a day; whoever is in none is left out. */
  async runningOn(tx: EntityManager, tenant: string, persons: readonly string[], day: string): Promise<Map<string, string>> {
    const rows = await runningRows(tx, tenant, persons, day);
    return new Map(rows.map((row) => [row.person, row.id]));
  }

  /** Those that run in a stretch of days, by name: all of the tenant, of one measure, or those of one companion. */
  async namedIn(tx: EntityManager, tenant: string, by: Stretch): Promise<{ participationId: string; name: string; measureNumber: string }[]> {
    const rows = await rowsIn(tx, tenant, by);
    const names = await this.legalNames.of(tx, tenant, rows);
    const named = rows.map((row) => ({ participationId: row.id, name: names.get(row.id) ?? '', measureNumber: row.number }));
    return named.sort((a, b) => COLLATOR.compare(a.name, b.name) || (a.participationId < b.participationId ? -1 : 1));
  }

  private async parts(tx: EntityManager, tenant: string, rows: readonly ParticipationRow[]): Promise<Parts> {
    const ids = rows.map((row) => row.id);
    const phases = await phaseRows(tx, tenant, ids);
    const interruptions = await interruptionRows(tx, tenant, ids);
    const staff = [...new Set(rows.flatMap((row) => [row.contact ?? [], row.deputy ?? []].flat()))];
    const persons = [...new Set(rows.flatMap((row) => [row.person ?? [], row.caseworker ?? []].flat()))];
    return {
      names: await this.legalNames.of(tx, tenant, rows),
      people: await this.people.displayNames(tx, tenant, persons),
      staff: await this.staff.named(tx, tenant, staff),
      phases: grouped(phases),
      interruptions: grouped(interruptions),
    };
  }

  private async view(tx: EntityManager, tenant: string, row: ParticipationRow, parts: Parts): Promise<ParticipationView> {
    const open = (column: string, bytes: Buffer) => this.seal.open(tx, { kind: 'tenant', id: tenant }, { table: 'participation', row: row.id, column }, bytes);
    const named = (person: string | null) => (person === null ? null : { personId: person, name: parts.people.get(person) ?? '' });
    const [phases, interruptions] = [parts.phases.get(row.id) ?? [], parts.interruptions.get(row.id) ?? []];
    const times = { startsOn: row.startsOn, endsOn: row.endsOn, probationEndsOn: row.probationEndsOn, exitedOn: row.exitedOn };
    const periods: Periods = { ...times, phases, interruptions };
    return {
      participationId: row.id,
      legalName: parts.names.get(row.id) ?? '',
      trainee: named(row.person),
      measure: row.measure,
      state: stateOn(germanDay(this.clock.now()), periods),
      startsOn: row.startsOn,
      endsOn: row.endsOn,
      probationEndsOn: row.probationEndsOn,
      phases,
      companion: parts.staff.get(row.contact ?? '') ?? null,
      deputy: parts.staff.get(row.deputy ?? '') ?? null,
      caseworker: named(row.caseworker),
      firm: row.firm && (await open('firm', row.firm)),
      school: row.school && (await open('school', row.school)),
      examOn: row.examOn,
      occupation: row.occupation,
      interruptions,
      exit: row.exitedOn && row.exitReason && row.whereabouts ? { exitedOn: row.exitedOn, reason: row.exitReason, whereabouts: row.whereabouts } : null,
      due: reportsDue(periods),
    };
  }

  private async inOrder(tx: EntityManager, tenant: string, rows: readonly { id: string }[]): Promise<ParticipationView[]> {
    const views = await this.views(
      tx,
      tenant,
      rows.map((row) => row.id),
    );
    return rows.flatMap((row) => views.get(row.id) ?? []);
  }

  private only([view]: readonly ParticipationView[]): ParticipationView {
    if (!view) throw new Problem('not-found', 'participation.unknown');
    return view;
  }
}

function grouped<T extends { of: string }>(rows: readonly T[]): Map<string, Omit<T, 'of'>[]> {
  const groups = new Map<string, Omit<T, 'of'>[]>();
  for (const { of, ...row } of rows) groups.set(of, [...(groups.get(of) ?? []), row]);
  return groups;
}
