import type { EntityManager } from 'typeorm';
import type { ModuleUnits } from '#lotse/catalog';
import type { Statement } from '#lotse/base';

/** Whose grades: of one unit that somebody worked in, of everything a person has earned, or of one link's people. */
/** `mayFall`: a mark given by hand was changed, and what is owed may become less or be said otherwise. */
export type OweWish = { tenant: string; now: Date; modules: readonly ModuleUnits[]; mayFall?: true } & (
  | { person: string; unitId: string; link?: undefined }
  | { person: string; unitId?: undefined; link?: undefined }
  | { link: string; person?: undefined; unitId?: undefined }
);

/**
 * Owes the LMS what has been earned, in one statement: for each column of the person (trainee, active, no test user, not of the team)
 * whose link opens the unit, its best grade; for a link that opens a module, the mean of the module's units, units not
 * begun counting 0, half up. A column without grades (`none`) is owed nothing, and nobody a 0 before they have finished: a first
 * answer that was wrong would stand in the gradebook as a result.
 *
 * What is owed never falls (but see `mayFall`) and never goes back from completed. Where nothing rises, nothing is written. A rise makes
 * the row wait again whatever its state was, because only an attempt can tell whether the platform still refuses:
 * - a row in back-off keeps its time, so that answers during an outage send nothing;
 * - an overridden one is looked at before anything is sent (reason score.overridden);
 * - one whose column is paused or gone stays with that.
 */
export function oweStatement(wish: OweWish): Statement {
  const values: unknown[] = [wish.tenant, wish.now, JSON.stringify(wish.modules)];
  const param = (value: unknown): string => `$${values.push(value)}`;
  const scope: string[] = [];
  if (wish.person !== undefined) scope.push(`e.person = ${param(wish.person)}`);
  if (wish.link !== undefined) scope.push(`l.id = ${param(wish.link)}`);
  if (wish.unitId !== undefined) {
    const { unitId } = wish;
    const within = wish.modules.filter(({ units }) => units.includes(unitId)).map(({ moduleId }) => moduleId);
    scope.push(`((l.target_kind = 'unit' and l.target_id = ${param(unitId)}) or (l.target_kind = 'module' and l.target_id = any(${param(within)})))`);
  }
  const name = `owe-${wish.unitId !== undefined ? 'unit' : wish.person !== undefined ? 'person' : 'link'}`;
  return wish.mayFall ? { name: `${name}-anew`, text: textOf(scope.join(' and '), ANEW), values } : { name, text: textOf(scope.join(' and '), RISING), values };
}

/** The same in a transaction that goes on. */
export async function owe(tx: EntityManager, wish: OweWish): Promise<void> {
  const { text, values } = oweStatement(wish);
  await tx.query(text, values ?? []);
}

interface Rule {
  wanted: string;
  when: string;
  comment: string;
  also: string;
}
const RISING: Rule = {
  wanted: 'greatest(d.wanted, excluded.wanted)',
  comment: 'case when excluded.wanted >= d.wanted then excluded.comment else d.comment end',
  when: 'excluded.wanted > d.wanted or (excluded.completed and not d.completed)',
  also: '',
};
const ANEW: Rule = {
  wanted: 'excluded.wanted',
  comment: 'excluded.comment',
  when: 'excluded.wanted <> d.wanted or excluded.comment <> d.comment or (excluded.completed and not d.completed)',
  also: ' or exists (select from grade_due o where o.tenant = $1 and o.line_item = earned.line_item and o.person = earned.person)',
};

const textOf = (scope: string, rule: Rule): string => `
with goal as (
  select i.id as line_item, i.state, i.reason, e.person, l.target_kind, case when l.target_kind = 'unit' then array[l.target_id]
    else (select array(select jsonb_array_elements_text(v->'units')) from jsonb_array_elements($3::jsonb) v where v->>'moduleId' = l.target_id) end as units
  from line_item i
  join resource_link l on l.tenant = i.tenant and l.id = i.resource_link
  join enrolment e on e.tenant = l.tenant and e.course = l.course
  where i.tenant = $1 and i.state <> 'none' and e.role = 'trainee' and not e.test and not e.team and e.status = 'active' and ${scope}),
earned as (
  select g.*, cardinality(g.units) as wanted_units, sums.* from goal g cross join lateral (
    select count(*) as begun, sum(u.best) as points, bool_and(u.completed) and count(*) = cardinality(g.units) as completed,
      max(u.best_right) as best_right, max(u.total) as total, sum(u.waiting) as waiting
    from unit_grade u where u.tenant = $1 and u.person = g.person and u.unit_id = any(g.units)) sums)
insert into grade_due as d (tenant, line_item, person, wanted, completed, comment, revision, state, reason, attempts, due_at, owed_at)
select $1, line_item, person, floor(points::numeric / wanted_units + 0.5)::int, completed,
  case when target_kind = 'unit' then best_right || ' von ' || total || ' Aufgaben beim ersten Versuch richtig'
    when wanted_units = 1 then 'Mittel aus 1 Einheit' else 'Mittel aus ' || wanted_units || ' Einheiten' end
    || case when waiting = 1 then ', 1 Aufgabe wird noch bewertet' when waiting > 1 then ', ' || waiting || ' Aufgaben werden noch bewertet' else '' end,
  1, case state when 'active' then 'waiting' when 'sought' then 'waiting' when 'paused' then 'paused' else 'failed' end, reason, 0, $2, $2
from earned where begun > 0 and (completed or floor(points::numeric / wanted_units + 0.5) > 0${rule.also}) order by line_item, person
on conflict (tenant, line_item, person) do update set
  wanted = ${rule.wanted}, completed = d.completed or excluded.completed,
  comment = ${rule.comment},
  revision = d.revision + 1, owed_at = excluded.owed_at, state = excluded.state,
  reason = case when excluded.state <> 'waiting' then excluded.reason
    when d.state = 'overridden' or d.reason = 'score.overridden' then 'score.overridden'
    when d.state = 'waiting' and d.reason <> 'fetch.timeout' then d.reason end,
  attempts = case when d.state = 'waiting' then d.attempts else 0 end,
  due_at = case when d.state = 'waiting' and d.attempts > 0 then d.due_at else greatest(excluded.due_at, d.last_stamp + interval '1 second') end
where ${rule.when}`;
