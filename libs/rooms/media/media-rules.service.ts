import { Inject, Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Audit, Clock, Db, Problem, SETTINGS, type Settings } from '#lotse/base';
import type { MediaRules, RoomWish } from '#lotse/contract';
import { enrolmentOf, type Me } from '#lotse/people';
import type { At } from '../log/meeting.queries.js';
import { hasRelay } from './ice.js';
import { MediaRulesRow } from './media.entities.js';
import { allowDirect, putMediaRules } from './media-rules.queries.js';

const NOTHING: MediaRules = { directLinks: false, linkHosts: [] };

/** What a tenant allows for seeing and hearing, and whether a room's wish keeps to it. */
@Injectable()
export class MediaRulesService {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly audit: Audit,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {}

  get relay(): boolean {
    return hasRelay(this.settings);
  }

  forTenant(me: Me): Promise<MediaRules> {
    return this.db.as(me, (tx) => this.of(tx, me.tenant));
  }

  ofMeeting({ tenant }: At): Promise<MediaRules> {
    return this.db.job(tenant, (tx) => this.of(tx, tenant));
  }

  async change(me: { person: string; tenant: string }, rules: MediaRules): Promise<void> {
    const linkHosts = [...new Set(rules.linkHosts)];
    await this.db.as(me, async (tx) => {
      await putMediaRules(tx, me.tenant, { directLinks: rules.directLinks, linkHosts, at: this.clock.now() });
      const details = { direct: rules.directLinks, hosts: linkHosts.length };
      await this.audit.write(tx, { tenant: me.tenant, actor: me.person, event: 'media.rules-changed', details });
    });
  }

  /** For a tenant whose people are invented and sit at one machine; what an admin has said stays. */
  async allowDirectAtFirst(tenant: string): Promise<void> {
    await this.db.job(tenant, (tx) => allowDirect(tx, tenant, this.clock.now()));
  }

  async choices(me: Me, enrolmentId: string): Promise<{ mesh: boolean; linkHosts: string[] }> {
    enrolmentOf(me, enrolmentId, 'teacher', 'tutor');
    const { directLinks, linkHosts } = await this.forTenant(me);
    return { mesh: directLinks || this.relay, linkHosts };
  }

  /** A video call has its address on the tenant's list of hosts; sound and picture between browsers have to be allowed. */
  async refuseUnfit(me: Me, { media, link }: RoomWish): Promise<void> {
    if ((media === 'linkout') !== (link !== null)) throw new Problem('invalid', 'room.link');
    if (media === 'none') return;
    const { directLinks, linkHosts } = await this.forTenant(me);
    if (media === 'mesh' && !directLinks && !this.relay) throw new Problem('conflict', 'media.off');
    if (link !== null && !isOnList(link, linkHosts)) throw new Problem('conflict', 'media.host');
  }

  private async of(tx: EntityManager, tenant: string): Promise<MediaRules> {
    const row = await tx.findOneBy(MediaRulesRow, { tenant });
    return row ? { directLinks: row.directLinks, linkHosts: row.linkHosts } : NOTHING;
  }
}

/** The host itself: `meet.example.org` does not stand for what lies below it. */
export function isOnList(link: string, hosts: readonly string[]): boolean {
  const url = URL.parse(link);
  return url !== null && url.protocol === 'https:' && url.username === '' && hosts.includes(url.hostname.toLowerCase());
}
