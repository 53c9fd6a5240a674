import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { CatalogService } from '#lotse/catalog';
import { Clock, Problem } from '#lotse/base';
import { CourseRooms } from './course-rooms.js';
import type { LinkClaim, LtiLaunch, Target } from '../messages/claims.js';
import { owe } from '../grades/owe.queries.js';
import { rememberLineItem } from '../grades/remember-line-item.js';
import type { Platform } from '../platforms/platforms.queries.js';
import { ResourceLink } from '../launch/entities.js';
import { choiceInHistory, courseTitle, keepLink, linkBy, linksOf, type LinkRow } from './links.queries.js';

export interface CourseLink {
  id: string;
  title: string;
  target: Target | null;
}
export interface CourseLinks {
  title: string;
  links: CourseLink[];
}
/** Activities of a course and what each opens. */
@Injectable()
export class LinksService {
  constructor(
    private readonly catalog: CatalogService,
    private readonly rooms: CourseRooms,
    private readonly clock: Clock,
  ) {}

  /** A course's title and its links, oldest first. Throws course.unknown. */
  async course(tx: EntityManager, tenant: string, courseId: string): Promise<CourseLinks> {
    const title = await courseTitle(tx, { tenant, courseId });
    if (title === undefined) throw new Problem('not-found', 'course.unknown');
    return { title, links: (await linksOf(tx, { tenant, courseId })).map(asLink) };
  }

  /** One link of a course; a link of another course is unknown. Throws link.unknown. */
  async link(tx: EntityManager, tenant: string, courseId: string, linkId: string): Promise<CourseLink> {
    const row = await linkBy(tx, { tenant, courseId, linkId });
    if (!row) throw new Problem('not-found', 'link.unknown');
    return asLink(row);
  }

  /** A teacher chooses what a link opens; what its people have earned there already is owed at once. Throws link.unknown. */
  async choose(tx: EntityManager, who: { tenant: string; person: string; courseId: string; linkId: string }, target: Target): Promise<void> {
    await this.link(tx, who.tenant, who.courseId, who.linkId);
    const now = this.clock.now();
    await tx.update(
      ResourceLink,
      { tenant: who.tenant, course: who.courseId, id: who.linkId },
      { targetKind: target.kind, targetId: target.id, chosenBy: who.person, updatedAt: now },
    );
    await owe(tx, { tenant: who.tenant, link: who.linkId, modules: await this.catalog.modules(tx, who.tenant), now });
  }

  /** What a launch tells about its link and its column. Returns the link with what it opens now. */
  async remember(tx: EntityManager, at: { platform: Platform; courseId: string; staff: boolean }, launch: LtiLaunch): Promise<CourseLink> {
    const { tenant } = at.platform;
    const named = launch.target && (await this.mayOpen(tx, tenant, at.courseId, launch.target)) ? launch.target : null;
    const claim = launch.message.kind === 'deep-linking' ? null : launch.message.link;
    if (!claim) throw new Error('a launch without a link');
    const before = named ? null : await this.chosenBefore(tx, at, launch.course.history, claim);
    const row = await keepLink(tx, {
      tenant,
      courseId: at.courseId,
      id: randomUUID(),
      ltiLinkId: claim.id,
      title: claim.title,
      target: named ?? before,
      chosenBy: before?.chosenBy ?? null,
      now: this.clock.now(),
    });
    if (!row) throw new Error('a link was neither made nor found');
    const link = asLink(row);
    await rememberLineItem(tx, { ...at, link: link.id, claim: launch.lineItem, now: this.clock.now() });
    return link;
  }

  /**
   * A copied course brings links that nobody has chosen anything for yet. Where a teacher chose it for the link of the same
   * name in the course it was copied from (Context.id.history), the copy opens the same. Null for a link that is known.
   */
  private async chosenBefore(
    tx: EntityManager,
    at: { platform: Platform; courseId: string },
    history: readonly string[],
    link: LinkClaim,
  ): Promise<(Target & { chosenBy: string }) | null> {
    if (history.length === 0) return null;
    const found = await choiceInHistory(tx, { tenant: at.platform.tenant, courseId: at.courseId, history, title: link.title, ltiLinkId: link.id });
    return found ?? null;
  }

  /** Owes a trainee what they have earned before this launch: a column may have appeared, or a link its target. */
  async oweEarned(tx: EntityManager, tenant: string, person: string): Promise<void> {
    await owe(tx, { tenant, person, modules: await this.catalog.modules(tx, tenant), now: this.clock.now() });
  }

  /** Custom parameters can be typed by any teacher of the LMS: only what this tenant has published counts, and a room of this course. */
  async mayOpen(tx: EntityManager, tenant: string, courseId: string, target: Target): Promise<boolean> {
    if (target.kind === 'room') return this.rooms.has(tx, tenant, courseId, target.id);
    if (target.kind === 'unit') return (await this.catalog.unit(tx, tenant, target.id)) !== null;
    return (await this.catalog.modules(tx, tenant)).some((module) => module.moduleId === target.id);
  }
}

function asLink(row: LinkRow): CourseLink {
  return { id: row.id, title: row.title, target: row.targetKind && row.targetId ? { kind: row.targetKind, id: row.targetId } : null };
}
