import { Injectable } from '@nestjs/common';
import { CatalogService, countedTasks, type PublishedUnit } from '#lotse/catalog';
import { Clock, Db, Problem } from '#lotse/base';
import type { DeepLinkItem, PickModule, PickPage, PickUnit } from '#lotse/contract';
import type { Me } from '#lotse/people';
import { CourseRooms } from '../links/course-rooms.js';
import { LinksService } from '../links/links.service.js';
import { chosenFrom } from './content-items.js';
import { TicketsService } from './tickets.service.js';
import { Registration } from '../platforms/platform.entities.js';

/** What a teacher may choose from, and the choice. */
@Injectable()
export class PickerService {
  /** Tests switch one off, to see that it is missed. */
  rules = { onlyAccepted: true };

  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly catalog: CatalogService,
    private readonly links: LinksService,
    private readonly tickets: TicketsService,
    private readonly rooms: CourseRooms,
  ) {}

  page(me: Me, ticketId: string): Promise<PickPage> {
    return this.db.as(me, async (tx) => {
      const ticket = await this.tickets.find(tx, me, ticketId);
      const { title } = await this.links.course(tx, me.tenant, ticket.course);
      const platform = await tx.findOneBy(Registration, { tenant: me.tenant, id: ticket.registration });
      return {
        courseTitle: title,
        platform: platform?.name ?? '',
        acceptsLinks: ticket.acceptsLinks,
        acceptsSeveral: ticket.acceptsSeveral,
        modules: modulesOf(await this.catalog.offered(tx, me.tenant), this.clock.now()),
        rooms: await this.rooms.of(tx, me.tenant, ticket.course),
      };
    });
  }

  /**
   * Takes the choice; no items is the way back without one. Only what is offered, and what the LMS accepts in this dialog.
   * Problems: ticket.*, unit.unknown, items.not-accepted, items.several.
   */
  choose(me: Me, ticketId: string, items: readonly DeepLinkItem[]): Promise<{ path: string }> {
    return this.db.as(me, async (tx) => {
      const ticket = await this.tickets.find(tx, me, ticketId);
      if (this.rules.onlyAccepted && items.length > 0 && !ticket.acceptsLinks) throw new Problem('conflict', 'items.not-accepted');
      if (this.rules.onlyAccepted && items.length > 1 && !ticket.acceptsSeveral) throw new Problem('conflict', 'items.several');
      const units = (await this.catalog.offered(tx, me.tenant)).map((unit) => unit.package);
      if (!chosenFrom({ units, rooms: await this.rooms.of(tx, me.tenant, ticket.course) }, items)) throw new Problem('not-found', 'unit.unknown');
      const code = await this.tickets.answer(tx, me, ticketId, items);
      return { path: `/lti/deep-linking/return?code=${code}` };
    });
  }
}

function modulesOf(units: readonly PublishedUnit[], now: Date): PickModule[] {
  const modules = new Map<string, PickModule>();
  for (const unit of units) {
    const { moduleId, moduleTitle } = unit.package;
    const known = modules.get(moduleId) ?? { moduleId, title: moduleTitle.de, units: [] };
    modules.set(moduleId, { ...known, units: [...known.units, unitOf(unit, now)] });
  }
  return [...modules.values()];
}

function unitOf({ unitId, package: unit }: PublishedUnit, now: Date): PickUnit {
  const { title, goals, minutes, cefr, occupations } = unit;
  return { unitId, title: title.de, goals, minutes, tasks: countedTasks(unit, now), cefr: cefr ?? null, occupations: occupations ?? [] };
}
