import type { EntityManager } from 'typeorm';

/**
 * Staff wants it now: what has not arrived, or stands otherwise, of one person or a whole course waits to be sent at
 * once. A refused column is tried again; one that was deleted is not. A grade under way is left alone. An overridden
 * one is looked at before anything is sent, because the LMS would take it and keep its own (reason score.overridden).
 */
export async function sendAgain(tx: EntityManager, wish: { tenant: string; courseId: string; person: string | null; now: Date }): Promise<number> {
  const { tenant, courseId, person, now } = wish;
  await tx.query(
    `update line_item i set state = case when i.url is null then 'sought' else 'active' end, reason = null, updated_at = $3
     from resource_link l where i.tenant = $1 and l.tenant = i.tenant and l.id = i.resource_link and l.course = $2 and i.state = 'paused'`,
    [tenant, courseId, now],
  );
  const [rows] = await tx.query<[{ line_item: string; person: string }[], number]>(
    `update grade_due d set state = 'waiting', attempts = 0, due_at = greatest($3::timestamptz, d.last_stamp + interval '1 second'),
       revision = case when d.state = 'waiting' then d.revision else d.revision + 1 end,
       reason = case when d.state = 'overridden' or d.reason = 'score.overridden' then 'score.overridden' end
     from line_item i join resource_link l on l.tenant = i.tenant and l.id = i.resource_link
     where d.tenant = $1 and i.tenant = d.tenant and i.id = d.line_item and l.course = $2 and i.state in ('active', 'sought') and ($4::uuid is null or d.person = $4)
       and (d.lease_until is null or d.lease_until <= $3)
       and (d.state in ('waiting', 'overridden', 'locked', 'paused', 'failed') or (d.state = 'sent-unverified' and d.reason is not null)
         or exists (select from grade_difference f where f.tenant = d.tenant and f.line_item = d.line_item and f.person = d.person))
     returning d.line_item, d.person`,
    [tenant, courseId, now, person],
  );
  await tx.query(
    `delete from grade_difference f using unnest($2::uuid[], $3::uuid[]) as v(line_item, person) where f.tenant = $1 and f.line_item = v.line_item and f.person = v.person`,
    [tenant, rows.map((row) => row.line_item), rows.map((row) => row.person)],
  );
  return rows.length;
}
