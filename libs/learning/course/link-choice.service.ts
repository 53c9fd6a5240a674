import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { CatalogService, countedTasks, type PublishedUnit } from '#lotse/catalog';
import { Clock, Db, Problem } from '#lotse/base';
import type { LinkChoices } from '#lotse/contract';
import { CourseRooms, LinksService } from '#lotse/lti';
import { enrolmentOf, type Me } from '#lotse/people';

type Target = { kind: 'unit' | 'module' | 'room'; id: string };

/** A link with neither unit nor module: the teacher chooses once what it opens. */
@Injectable()
export class LinkChoiceService {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly catalog: CatalogService,
    private readonly links: LinksService,
    private readonly rooms: CourseRooms,
  ) {}

  async choices(me: Me, enrolmentId: string, linkId: string): Promise<LinkChoices> {
    const { courseId } = enrolmentOf(me, enrolmentId, 'teacher', 'tutor');
    return this.db.as(me, async (tx) => {
      const now = this.clock.now();
      const link = await this.links.link(tx, me.tenant, courseId, linkId);
      const units = await this.catalog.offered(tx, me.tenant);
      const rooms = await this.rooms.of(tx, me.tenant, courseId);
      return { linkTitle: link.title, choices: [...modulesOf(units, now), ...units.map((unit) => unitChoice(unit, now))], rooms };
    });
  }

  /** Only what this tenant is offered can be chosen, or a room of this course. */
  async choose(me: Me, enrolmentId: string, linkId: string, target: Target): Promise<Target> {
    const { courseId } = enrolmentOf(me, enrolmentId, 'teacher', 'tutor');
    return this.db.as(me, async (tx) => {
      await this.links.link(tx, me.tenant, courseId, linkId);
      if (!(await this.isOffered(tx, me.tenant, courseId, target))) throw new Problem('not-found', target.kind === 'room' ? 'room.unknown' : 'unit.unknown');
      await this.links.choose(tx, { tenant: me.tenant, person: me.person, courseId, linkId }, target);
      return target;
    });
  }

  private async isOffered(tx: EntityManager, tenant: string, courseId: string, target: Target): Promise<boolean> {
    if (target.kind === 'room') return this.links.mayOpen(tx, tenant, courseId, target);
    const units = await this.catalog.offered(tx, tenant);
    return units.some(({ unitId, package: unit }) => target.id === (target.kind === 'unit' ? unitId : unit.moduleId));
  }
}

function unitChoice({ unitId, package: unit }: PublishedUnit, now: Date): LinkChoices['choices'][number] {
  return { kind: 'unit', id: unitId, title: unit.title.de, minutes: unit.minutes, tasks: countedTasks(unit, now) };
}

function modulesOf(units: PublishedUnit[], now: Date): LinkChoices['choices'] {
  const modules = new Map<string, LinkChoices['choices'][number]>();
  for (const { package: unit } of units) {
    const known = modules.get(unit.moduleId) ?? { kind: 'module', id: unit.moduleId, title: unit.moduleTitle.de, minutes: 0, tasks: 0 };
    modules.set(unit.moduleId, { ...known, minutes: known.minutes + unit.minutes, tasks: known.tasks + countedTasks(unit, now) });
  }
  return [...modules.values()];
}
