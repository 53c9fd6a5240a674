import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { CatalogService } from '#lotse/catalog';
import { Clock, Problem } from '#lotse/base';
import { CourseRooms } from './course-rooms.js';
import type { LinkClaim, LtiLaunch, Target } from '../messages/claims.js';
import { oweStatement } from '../grades/owe.js';
import { rememberLineItem } from '../grades/remember-line-item.js';
import type { Platform } from '../platforms/platforms.service.js';
import { ResourceLink } from '../launch/entities.js';

export interface CourseLink {
  id: string;
  title: string;
  target: Target | null;
}
export interface CourseLinks {
  title: string;
  links: CourseLink[];
}
interface Row {
  id: string;
  title: string;
  target_kind: Target['kind'] | null;
  target_id: string | null;
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
    const [course] = await tx.query<{ title: string }[]>(`select title from course where tenant = $1 and id = $2`, [tenant, courseId]);
    if (!course) throw new Problem('not-found', 'course.unknown');
    const rows = await tx.query<Row[]>(
      `select id, title, target_kind, target_id from resource_link where tenant = $1 and course = $2 order by created_at, id`,
      [tenant, courseId],
    );
    return { title: course.title, links: rows.map(asLink) };
  }

  /** One link of a course; a link of another course is unknown. Throws link.unknown. */
  async link(tx: EntityManager, tenant: string, courseId: string, linkId: string): Promise<CourseLink> {
    const [row] = await tx.query<Row[]>(`select id, title, target_kind, target_id from resource_link where tenant = $1 and course = $2 and id = $3`, [
      tenant,
      courseId,
      linkId,
    ]);
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
    const owed = oweStatement({ tenant: who.tenant, link: who.linkId, modules: await this.catalog.modules(tx, who.tenant), now });
    await tx.query(owed.text, owed.values ?? []);
  }

  /** What a launch tells about its link and its column. Returns the link with what it opens now. */
  async remember(tx: EntityManager, at: { platform: Platform; courseId: string; staff: boolean }, launch: LtiLaunch): Promise<CourseLink> {
    const { tenant } = at.platform;
    const named = launch.target && (await this.mayOpen(tx, tenant, at.courseId, launch.target)) ? launch.target : null;
    const claim = launch.message.kind === 'deep-linking' ? null : launch.message.link;
    if (!claim) throw new Error('a launch without a link');
    const before = named ? null : await this.chosenBefore(tx, at, launch.course.history, claim);
    const link = await this.keep(tx, { tenant, course: at.courseId, chosenBy: before?.chosenBy ?? null }, claim, named ?? before);
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
    const [row] = await tx.query<(Target & { chosenBy: string })[]>(
      `select l.target_kind as kind, l.target_id as id, l.chosen_by as "chosenBy" from resource_link l join course old on old.tenant = l.tenant and old.id = l.course
       join course mine on mine.tenant = old.tenant and mine.deployment = old.deployment and mine.id = $2
       where l.tenant = $1 and old.kind = 'context' and old.context_id = any($3) and l.title = $4 and l.chosen_by is not null and l.target_kind in ('unit', 'module')
         and not exists (select from resource_link known where known.tenant = $1 and known.course = $2 and known.link_id = $5)
         and not exists (select from resource_link twin where twin.tenant = $1 and twin.course = l.course and twin.title = l.title and twin.id <> l.id)
       order by array_position($3, old.context_id) limit 1`,
      [at.platform.tenant, at.courseId, history, link.title, link.id],
    );
    return row ?? null;
  }

  /** What the launch names wins; otherwise a teacher's choice stays, but not what an earlier launch named. */
  private async keep(
    tx: EntityManager,
    at: { tenant: string; course: string; chosenBy: string | null },
    link: LinkClaim,
    named: Target | null,
  ): Promise<CourseLink> {
    const [row] = await tx.query<Row[]>(
      `insert into resource_link as l (tenant, id, course, link_id, title, target_kind, target_id, chosen_by, created_at, updated_at) values ($1, $2, $3, $4, $5, $6, $7, $9, $8, $8)
       on conflict (tenant, course, link_id) do update set title = excluded.title, updated_at = excluded.updated_at,
         target_kind = case when excluded.target_kind is null and l.chosen_by is not null then l.target_kind else excluded.target_kind end,
         target_id = case when excluded.target_kind is null and l.chosen_by is not null then l.target_id else excluded.target_id end,
         chosen_by = case when excluded.target_kind is null then l.chosen_by end
       returning id, title, target_kind, target_id`,
      [at.tenant, randomUUID(), at.course, link.id, link.title, named?.kind ?? null, named?.id ?? null, this.clock.now(), at.chosenBy],
    );
    if (!row) throw new Error('a link was neither made nor found');
    return asLink(row);
  }

  /** Owes a trainee what they have earned before this launch: a column may have appeared, or a link its target. */
  async oweEarned(tx: EntityManager, tenant: string, person: string): Promise<void> {
    const owed = oweStatement({ tenant, person, modules: await this.catalog.modules(tx, tenant), now: this.clock.now() });
    await tx.query(owed.text, owed.values ?? []);
  }

  /** Custom parameters can be typed by any teacher of the LMS: only what this tenant has published counts, and a room of this course. */
  async mayOpen(tx: EntityManager, tenant: string, courseId: string, target: Target): Promise<boolean> {
    if (target.kind === 'room') return this.rooms.has(tx, tenant, courseId, target.id);
    if (target.kind === 'unit') return (await this.catalog.unit(tx, tenant, target.id)) !== null;
    return (await this.catalog.modules(tx, tenant)).some((module) => module.moduleId === target.id);
  }
}

function asLink(row: Row): CourseLink {
  return { id: row.id, title: row.title, target: row.target_kind && row.target_id ? { kind: row.target_kind, id: row.target_id } : null };
}
