import type { EntityManager } from 'typeorm';
import { columns, days, type RowOf } from '#lotse/base';
import type { ParticipationView, PhasePeriod } from '#lotse/contract';
import type { Interruption, Participation } from '../entities.js';
import type { SealedName } from '../legal-names.js';
import type { Actor } from '../staff.service.js';
import type { Period } from './participation-rules.js';

const STORED = columns<Participation>('p.')(
  ...(['id', 'person', 'legalName', 'exitReason', 'whereabouts', 'contact', 'deputy', 'caseworker', 'firm', 'school', 'occupation'] as const),
);
const DAYS = days<Participation>('p.')('startsOn', 'endsOn', 'probationEndsOn', 'exitedOn', 'examOn');
/** A participation as it is stored, with its measure. */
export type ParticipationRow = RowOf<typeof STORED> & RowOf<typeof DAYS> & { measure: ParticipationView['measure'] };
type Id = Pick<Participation, 'id'>;

/** When a participation was planned to run, and its exit. */
const TIMES = days<Participation>()('startsOn', 'endsOn', 'exitedOn');
export type StoredTimes = RowOf<typeof TIMES> & Id;
const KEPT = columns<Participation>()('person', 'measure', 'caseworker', 'legalNameSearch');
export type Kept = StoredTimes & RowOf<typeof KEPT>;
/** When an interruption runs. */
const PERIOD = days<Interruption>()('startsOn', 'endsOn');
type StoredPeriod = RowOf<typeof PERIOD> & Pick<Interruption, 'id'>;
const NAME = columns<Participation>('p.')('id', 'legalName');

/** Whose participation it is, in SQL: $1 is the tenant, `person` the asker's parameter. */
function ownedBy(person: string): string {
  return `exists (select from staff_contact c where c.tenant = p.tenant and c.person = ${person} and c.id in (p.contact, p.deputy))`;
}

export function ofCompanion(tx: EntityManager, me: Actor): Promise<Id[]> {
  const sql = `select p.id from participation p where p.tenant = $1 and ${ownedBy('$2')} order by p.starts_on desc, p.id limit 500`;
  return tx.query<Id[]>(sql, [me.tenant, me.person]);
}

/** The one with this id, if it is the companion's or deputy's. */
export function oneOfCompanion(tx: EntityManager, me: Actor, id: string): Promise<Id[]> {
  return tx.query<Id[]>(`select p.id from participation p where p.tenant = $1 and p.id = $3 and ${ownedBy('$2')}`, [me.tenant, me.person, id]);
}

export function ofTrainee(tx: EntityManager, tenant: string, person: string): Promise<Id[]> {
  return tx.query<Id[]>(`select id from participation where tenant = $1 and person = $2 order by starts_on desc, id limit 100`, [tenant, person]);
}

export function sealedNames(tx: EntityManager, tenant: string, ids: readonly string[]): Promise<SealedName[]> {
  return tx.query<SealedName[]>(`select ${NAME} from participation p where tenant = $1 and id::text = any($2)`, [tenant, ids]);
}

export function participationRows(tx: EntityManager, tenant: string, ids: readonly string[]): Promise<ParticipationRow[]> {
  return tx.query<ParticipationRow[]>(
    `select ${STORED}, ${DAYS},
         json_build_object('measureId', m.id, 'number', m.number, 'name', m.name, 'variant', m.variant, 'fundingBody', m.funding_body) as measure
       from participation p join measure m on m.tenant = p.tenant and m.id = p.measure where p.tenant = $1 and p.id = any($2)`,
    [tenant, ids],
  );
}

/** Those that run on a day, of these people; of two of one person the later one stands last. */
export function runningRows(tx: EntityManager, tenant: string, persons: readonly string[], day: string): Promise<{ person: string; id: string }[]> {
  return tx.query<{ person: string; id: string }[]>(
    `select p.person, p.id from participation p where p.tenant = $1 and p.person = any($2) and p.starts_on <= $3::date and coalesce(least(p.exited_on, p.ends_on), 'infinity') >= $3::date
       order by p.starts_on, p.id`,
    [tenant, persons, day],
  );
}

/** A stretch of days: all of the tenant, of one measure, or those of one companion. */
export interface Stretch {
  from: string;
  to: string;
  measureId: string | null;
  of: string | null;
}

export function rowsIn(tx: EntityManager, tenant: string, by: Stretch): Promise<(SealedName & { number: string })[]> {
  return tx.query<(SealedName & { number: string })[]>(
    `select ${NAME}, m.number from participation p join measure m on m.tenant = p.tenant and m.id = p.measure
       where p.tenant = $1 and p.starts_on <= $3::date and coalesce(least(p.exited_on, p.ends_on), 'infinity') >= $2::date and ($4::uuid is null or p.measure = $4)
         and ($5::uuid is null or ${ownedBy('$5')}) limit 20000`,
    [tenant, by.from, by.to, by.measureId, by.of],
  );
}

export function phaseRows(tx: EntityManager, tenant: string, ids: readonly string[]): Promise<(PhasePeriod & { of: string })[]> {
  return tx.query<(PhasePeriod & { of: string })[]>(
    `select p.participation as of, p.phase, to_char(p.starts_on, 'YYYY-MM-DD') as "startsOn", to_char(p.ends_on, 'YYYY-MM-DD') as "endsOn"
       from participation_phase p where p.tenant = $1 and p.participation = any($2) order by p.starts_on`,
    [tenant, ids],
  );
}

const OF_INTERRUPTION = days<Interruption>('p.')('startsOn', 'endsOn');
type InterruptionRow = Pick<Interruption, 'reason'> & RowOf<typeof OF_INTERRUPTION> & { of: string; interruptionId: string };

export function interruptionRows(tx: EntityManager, tenant: string, ids: readonly string[]): Promise<InterruptionRow[]> {
  return tx.query<InterruptionRow[]>(
    `select p.participation as of, p.id as "interruptionId", p.reason, ${OF_INTERRUPTION}
       from interruption p where p.tenant = $1 and p.participation = any($2) order by p.starts_on`,
    [tenant, ids],
  );
}

/** The most participations that a list goes through. */
export const MOST = 20_000;

/** A participation as lists sort and filter it; it ends with its exit. */
export type Listed = SealedName & Pick<Participation, 'startsOn' | 'endsOn'> & { isOver: boolean };

/** All of the tenant, of one measure, of one contact, or those of this person (`of`) as companion or deputy. */
export function listedParticipations(
  tx: EntityManager,
  { tenant, today, ...filter }: { tenant: string; today: string; measureId?: string | undefined; contactId?: string | undefined; of?: string | undefined },
): Promise<Listed[]> {
  const values: unknown[] = [tenant, today];
  const where = (sql: (parameter: string) => string, value: unknown) => (value === undefined ? '' : ` and ${sql(`$${values.push(value)}`)}`);
  return tx.query<Listed[]>(
    `select ${NAME}, to_char(p.starts_on, 'YYYY-MM-DD') as "startsOn", to_char(coalesce(p.exited_on, p.ends_on), 'YYYY-MM-DD') as "endsOn",
         coalesce(least(p.exited_on, p.ends_on) < $2::date, false) as "isOver"
       from participation p where p.tenant = $1${where((at) => `p.measure = ${at}`, filter.measureId)}${where((at) => `${at} in (p.contact, p.deputy)`, filter.contactId)}${where(ownedBy, filter.of)}
       limit ${MOST}`,
    values,
  );
}

/** Companion and deputy as they stand, and their logins. */
export function companionAndDeputy(tx: EntityManager, tenant: string, id: string): Promise<{ contact: string; person: string | null }[]> {
  return tx.query<{ contact: string; person: string | null }[]>(
    `select c.id as contact, c.person from participation p join staff_contact c on c.tenant = p.tenant and c.id in (p.contact, p.deputy) where p.tenant = $1 and p.id = $2`,
    [tenant, id],
  );
}

/** The participation, locked. */
export async function lockParticipation(tx: EntityManager, tenant: string, id: string): Promise<Kept | undefined> {
  const [row] = await tx.query<Kept[]>(`select id, ${TIMES}, ${KEPT} from participation where tenant = $1 and id = $2 for update`, [tenant, id]);
  return row;
}

/** Until the end of the transaction nobody else enters a participation of this person. */
export async function lockParticipationsOf(tx: EntityManager, person: string): Promise<void> {
  await tx.query(`select pg_advisory_xact_lock(hashtextextended('participation ' || $1, 0))`, [person]);
}

/** The person's participations in the measure beside the one that is written. */
export function othersOf(
  tx: EntityManager,
  { tenant, person, measure, but }: { tenant: string; person: string; measure: string; but: string },
): Promise<StoredTimes[]> {
  const sql = `select id, ${TIMES} from participation where tenant = $1 and person = $2 and measure = $3 and id::text <> $4`;
  return tx.query<StoredTimes[]>(sql, [tenant, person, measure, but]);
}

/** Participations under the same name in the measure beside the one that is written. */
export function namesakesOf(
  tx: EntityManager,
  { tenant, searches, measure, but }: { tenant: string; searches: readonly Buffer[]; measure: string; but: string },
): Promise<StoredTimes[]> {
  const sql = `select id, ${TIMES} from participation where tenant = $1 and legal_name_search = any($2) and measure = $3 and id::text <> $4`;
  return tx.query<StoredTimes[]>(sql, [tenant, searches, measure, but]);
}

export function interruptionPeriods(tx: EntityManager, tenant: string, participation: string): Promise<StoredPeriod[]> {
  return tx.query<StoredPeriod[]>(`select id, ${PERIOD} from interruption where tenant = $1 and participation = $2`, [tenant, participation]);
}

/** Whether one of its interruptions lies outside these days. */
export async function hasInterruptionOutside(tx: EntityManager, { tenant, id, startsOn, endsOn }: Period & { tenant: string; id: string }): Promise<boolean> {
  const rows = await tx.query<unknown[]>(
    `select 1 from interruption where tenant = $1 and participation = $2 and (starts_on < $3::date or starts_on > $4::date or ends_on > $4::date) limit 1`,
    [tenant, id, startsOn, endsOn],
  );
  return rows.length > 0;
}
