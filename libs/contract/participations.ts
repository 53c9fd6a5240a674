import * as z from 'zod/mini';
import { TypedName } from './person-names.js';
import { route } from './route.js';
import { Id, Page, PageSize } from './words.js';

/** A calendar day in Germany, like `2026-11-22`. */
export const Day = z.iso.date();

export const Phase = z.enum(['PRE_PHASE', 'ACCOMPANYING_PHASE']);
export type Phase = z.infer<typeof Phase>;
/** One stretch of a participation. Without `endsOn` it runs as long as the participation does. */
export const PhasePeriod = z.strictObject({ phase: Phase, startsOn: Day, endsOn: z.nullable(Day) });
export type PhasePeriod = z.infer<typeof PhasePeriod>;

/** Classes, never diagnoses. */
export const InterruptionReason = z.enum(['ILLNESS', 'PARENTAL', 'COMPANY_CHANGE', 'OTHER']);
export type InterruptionReason = z.infer<typeof InterruptionReason>;
export const InterruptionWish = z.strictObject({ reason: InterruptionReason, startsOn: Day, endsOn: z.nullable(Day) });
export type InterruptionWish = z.infer<typeof InterruptionWish>;

export const ExitReason = z.enum(['GOAL_REACHED', 'EXAM_PASSED', 'CONTRACT_ENDED', 'OTHER_MEASURE', 'DROPPED_OUT', 'PERIOD_OVER', 'OTHER']);
export type ExitReason = z.infer<typeof ExitReason>;
/** Where somebody is after the exit, as far as the office knows. */
export const Whereabouts = z.enum(['STAYS_IN_TRAINING', 'EMPLOYED', 'OTHER_TRAINING', 'SCHOOL', 'SEEKING', 'UNKNOWN']);
export type Whereabouts = z.infer<typeof Whereabouts>;
/** The day of the exit is the last day in the measure. */
export const ExitWish = z.strictObject({ exitedOn: Day, reason: ExitReason, whereabouts: Whereabouts });
export type ExitWish = z.infer<typeof ExitWish>;

export const ParticipationState = z.enum(['planned', 'running', 'interrupted', 'ended']);
export type ParticipationState = z.infer<typeof ParticipationState>;

export const ReportOccasion = z.enum(['START', 'INTERIM', 'FINAL', 'OTHER']);
export type ReportOccasion = z.infer<typeof ReportOccasion>;
/** A performance report (LuV) that the programme's rules ask for, and the last day for it. */
export const ReportDue = z.object({
  occasion: ReportOccasion,
  phase: Phase,
  dueOn: Day,
  /** Which rule asks for it. */
  because: z.enum(['pre-phase-start', 'pre-phase-end', 'phase-start', 'phase-start-no-pre-phase', 'three-months', 'probation', 'exit', 'planned-end']),
});
export type ReportDue = z.infer<typeof ReportDue>;

/** Somebody with a name that is shown: `personId` is set where a login belongs to it. */
export const NamedStaff = z.object({ contactId: Id, name: z.string(), personId: z.nullable(Id), phone: z.nullable(z.string()), email: z.nullable(z.string()) });
export type NamedStaff = z.infer<typeof NamedStaff>;

/** One enrolment in a measure, as the office and its companions see it. */
export const ParticipationView = z.object({
  participationId: Id,
  legalName: z.string(),
  /** The trainee's identity in Lotse, where one is linked, and the name the LMS sends. */
  trainee: z.nullable(z.object({ personId: Id, name: z.string() })),
  measure: z.object({ measureId: Id, number: z.string(), name: z.string(), variant: z.string(), fundingBody: z.string() }),
  state: ParticipationState,
  startsOn: Day,
  /** The planned end; `exit` says when and why somebody really left. */
  endsOn: z.nullable(Day),
  probationEndsOn: z.nullable(Day),
  phases: z.array(PhasePeriod),
  companion: z.nullable(NamedStaff),
  deputy: z.nullable(NamedStaff),
  caseworker: z.nullable(z.object({ personId: Id, name: z.string() })),
  firm: z.nullable(z.string()),
  school: z.nullable(z.string()),
  examOn: z.nullable(Day),
  occupation: z.nullable(z.string()),
  interruptions: z.array(z.object({ interruptionId: Id, reason: InterruptionReason, startsOn: Day, endsOn: z.nullable(Day) })),
  exit: z.nullable(ExitWish),
  due: z.array(ReportDue),
});
export type ParticipationView = z.infer<typeof ParticipationView>;

/** One line of a list. */
export const ParticipationRow = z.object({
  participationId: Id,
  legalName: z.string(),
  hasLogin: z.boolean(),
  measureNumber: z.string(),
  state: ParticipationState,
  phase: z.nullable(Phase),
  startsOn: Day,
  endsOn: z.nullable(Day),
  companion: z.nullable(z.string()),
  hasDeputy: z.boolean(),
  hasCaseworker: z.boolean(),
});
export type ParticipationRow = z.infer<typeof ParticipationRow>;

const Search = z._default(z.string().check(z.maxLength(80)), '');
export const ParticipationQuery = z.object({
  page: Page,
  size: PageSize,
  q: Search,
  measureId: z.optional(Id),
  contactId: z.optional(Id),
  state: z._default(z.enum(['current', 'ended', 'all']), 'current'),
  sort: z._default(z.enum(['name', 'start', 'end']), 'name'),
  dir: z._default(z.enum(['asc', 'desc']), 'asc'),
});
export type ParticipationQuery = z.infer<typeof ParticipationQuery>;

/** All that the office writes on one participation, whole. Companion and deputy are staff contacts of the tenant. */
export const ParticipationWish = z.strictObject({
  legalName: TypedName,
  traineeId: z.nullable(Id),
  measureId: Id,
  startsOn: Day,
  endsOn: z.nullable(Day),
  probationEndsOn: z.nullable(Day),
  phases: z.array(PhasePeriod).check(z.minLength(1), z.maxLength(12)),
  companionId: z.nullable(Id),
  deputyId: z.nullable(Id),
  caseworkerId: z.nullable(Id),
  firm: z.nullable(TypedName),
  school: z.nullable(TypedName),
  examOn: z._default(z.nullable(Day), null),
  occupation: z._default(z.nullable(TypedName), null),
  /** Says that it is another person of the same name. */
  namesake: z._default(z.boolean(), false),
});
export type ParticipationWish = z.infer<typeof ParticipationWish>;

const done = z.object({ done: z.literal(true) });
const nothing = z.strictObject({});
const OFFICE = '/api/tenants/:tenantId/office/participations';
const office = { who: 'office' } as const;

export const officeParticipations = route('GET', OFFICE, {
  ...office,
  query: ParticipationQuery,
  reply: z.object({ rows: z.array(ParticipationRow), total: z.number(), counts: z.object({ current: z.number(), ended: z.number() }) }),
});
export const addParticipation = route('POST', OFFICE, { ...office, body: ParticipationWish, reply: z.object({ participationId: Id }) });
export const officeParticipation = route('GET', `${OFFICE}/:participationId`, { ...office, reply: ParticipationView });
export const changeParticipation = route('PUT', `${OFFICE}/:participationId`, { ...office, body: ParticipationWish, reply: done });
export const endParticipation = route('POST', `${OFFICE}/:participationId/end`, { ...office, body: ExitWish, reply: done });
/** Takes an exit back that was entered by mistake. */
export const reopenParticipation = route('POST', `${OFFICE}/:participationId/reopen`, { ...office, body: nothing, reply: done });
export const addInterruption = route('POST', `${OFFICE}/:participationId/interruptions`, {
  ...office,
  body: InterruptionWish,
  reply: z.object({ interruptionId: Id }),
});
export const changeInterruption = route('PUT', `${OFFICE}/:participationId/interruptions/:interruptionId`, { ...office, body: InterruptionWish, reply: done });
export const removeInterruption = route('POST', `${OFFICE}/:participationId/interruptions/:interruptionId/remove`, { ...office, body: nothing, reply: done });

// ── the companion ───────────────────────────────────────────────────────────────────────────────────────────────────
export const CompanionRow = z.object({
  participationId: Id,
  legalName: z.string(),
  /** As whom the asker has this person. */
  as: z.enum(['companion', 'deputy']),
  measureNumber: z.string(),
  state: ParticipationState,
  phase: z.nullable(Phase),
  firm: z.nullable(z.string()),
  startsOn: Day,
  endsOn: z.nullable(Day),
  /** Every report the rules ask for, the earliest first. Which of them are done already, reports know. */
  due: z.array(ReportDue),
});
export type CompanionRow = z.infer<typeof CompanionRow>;
export const companionParticipations = route('GET', '/api/tenants/:tenantId/companion/participations', {
  who: 'companion',
  query: z.object({ page: Page, size: PageSize, q: Search, state: z._default(z.enum(['current', 'ended', 'all']), 'current') }),
  reply: z.object({ rows: z.array(CompanionRow), total: z.number(), today: Day }),
});
export const companionParticipation = route('GET', '/api/tenants/:tenantId/companion/participations/:participationId', {
  who: 'companion',
  reply: ParticipationView,
});
