import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Clock, Db } from '#lotse/base';
import { addDays, finder, germanDay, type CompanionRow, type ParticipationQuery, type ParticipationRow, type ParticipationView } from '#lotse/contract';
import { LegalNames } from '../legal-names.js';
import { phaseOn } from './participation-rules.js';
import { listedParticipations, MOST, type Listed } from './participations.queries.js';
import { ParticipationsService } from './participations.service.js';
import type { Actor } from '../staff.service.js';

type Named = Listed & { name: string };
interface Filter {
  q: string;
  state: 'current' | 'ended' | 'all';
  measureId?: string | undefined;
  contactId?: string | undefined;
  /** Only those of this person as companion or deputy. */
  of?: string;
}

/** Participations as lists. Names lie sealed, so they are opened, sorted and searched here and not by the database. */
@Injectable()
export class ParticipationLists {
  private readonly collator = new Intl.Collator('de');

  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly names: LegalNames,
    private readonly participations: ParticipationsService,
  ) {}

  forOffice(me: Actor, query: ParticipationQuery): Promise<{ rows: ParticipationRow[]; total: number; counts: { current: number; ended: number } }> {
    return this.db.as(me, async (tx) => {
      const all = await this.matching(tx, me.tenant, { ...query, state: 'all' });
      const ended = all.filter((one) => one.isOver).length;
      const found = all.filter((one) => query.state === 'all' || one.isOver === (query.state === 'ended')).sort(this.order(query));
      const rows = (await this.page(tx, me.tenant, found, query)).map((view) => this.officeRow(view));
      return { rows, total: found.length, counts: { current: all.length - ended, ended } };
    });
  }

  /** Who needs a report soonest stands first; a report that was due within the last four weeks may be late and still counts. */
  forCompanion(
    me: Actor,
    query: { page: number; size: number; q: string; state: Filter['state'] },
  ): Promise<{ rows: CompanionRow[]; total: number; today: string }> {
    return this.db.as(me, async (tx) => {
      const found = (await this.matching(tx, me.tenant, { q: query.q, state: query.state, of: me.person })).sort(this.order({ sort: 'name', dir: 'asc' }));
      const today = this.today();
      const views = await this.page(tx, me.tenant, found, { page: 1, size: MOST });
      const next = (view: ParticipationView) => view.due.find((one) => one.dueOn >= addDays(today, -28))?.dueOn ?? '9999-12-31';
      const sorted = views.map((view) => ({ view, next: next(view) })).sort((a, b) => (a.next === b.next ? 0 : a.next < b.next ? -1 : 1));
      const rows = sorted.slice((query.page - 1) * query.size, query.page * query.size).map(({ view }) => this.companionRow(me, view));
      return { rows, total: found.length, today };
    });
  }

  private async matching(tx: EntityManager, tenant: string, filter: Filter): Promise<Named[]> {
    const { measureId, contactId, of } = filter;
    const rows = await listedParticipations(tx, { tenant, today: this.today(), measureId, contactId, of });
    const names = await this.names.of(tx, tenant, rows);
    const isFound = finder(filter.q);
    return rows
      .map((row) => ({ ...row, name: names.get(row.id) ?? '' }))
      .filter((row) => filter.state === 'all' || row.isOver === (filter.state === 'ended'))
      .filter((row) => isFound(row.name));
  }

  private order({ sort, dir }: Pick<ParticipationQuery, 'sort' | 'dir'>): (a: Named, b: Named) => number {
    const by = (a: Named, b: Named) => this.collator.compare(a.name, b.name) || (a.id < b.id ? -1 : 1);
    const day = (one: Named) => (sort === 'start' ? one.startsOn : (one.endsOn ?? '9999-12-31'));
    const sign = dir === 'asc' ? 1 : -1;
    return (a, b) => sign * (sort === 'name' || day(a) === day(b) ? by(a, b) : day(a) < day(b) ? -1 : 1);
  }

  private async page(tx: EntityManager, tenant: string, found: Named[], query: { page: number; size: number }): Promise<ParticipationView[]> {
    const ids = found.slice((query.page - 1) * query.size, query.page * query.size).map((one) => one.id);
    const views = await this.participations.views(tx, tenant, ids);
    return ids.flatMap((id) => views.get(id) ?? []);
  }

  private officeRow(view: ParticipationView): ParticipationRow {
    return {
      participationId: view.participationId,
      legalName: view.legalName,
      hasLogin: view.trainee !== null,
      measureNumber: view.measure.number,
      state: view.state,
      phase: this.phaseOf(view),
      startsOn: view.startsOn,
      endsOn: view.exit?.exitedOn ?? view.endsOn,
      companion: view.companion?.name ?? null,
      hasDeputy: view.deputy !== null,
      hasCaseworker: view.caseworker !== null,
    };
  }

  private companionRow(me: Actor, view: ParticipationView): CompanionRow {
    return {
      participationId: view.participationId,
      legalName: view.legalName,
      as: view.companion?.personId === me.person ? 'companion' : 'deputy',
      measureNumber: view.measure.number,
      state: view.state,
      phase: this.phaseOf(view),
      firm: view.firm,
      startsOn: view.startsOn,
      endsOn: view.exit?.exitedOn ?? view.endsOn,
      due: view.due,
    };
  }

  private phaseOf(view: ParticipationView) {
    return phaseOn(this.today(), { ...view, exitedOn: view.exit?.exitedOn ?? null });
  }
  private today(): string {
    return germanDay(this.clock.now());
  }
}
