import type { EntityManager } from 'typeorm';
import type { MediaRules } from '#lotse/contract';

export async function putMediaRules(tx: EntityManager, tenant: string, { directLinks, linkHosts, at }: MediaRules & { at: Date }): Promise<void> {
  await tx.query(
    `insert into media_rules (tenant, direct_links, link_hosts, changed_at) values ($1, $2, $3, $4)
     on conflict (tenant) do update set direct_links = excluded.direct_links, link_hosts = excluded.link_hosts, changed_at = excluded.changed_at`,
    [tenant, directLinks, linkHosts, at],
  );
}

/** Where the tenant has no rules yet. */
export async function allowDirect(tx: EntityManager, tenant: string, at: Date): Promise<void> {
  await tx.query(`insert into media_rules (tenant, direct_links, link_hosts, changed_at) values ($1, true, '{}', $2) on conflict (tenant) do nothing`, [
    ...[tenant, at],
  ]);
}
