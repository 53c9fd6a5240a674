import * as z from 'zod/mini';
import { route } from './route.js';
import { Id, Instant, Locale } from './words.js';

/** `waiting` until an admin confirms it, `disabled` ends sessions and grades at once, `deleted` has no keys any more. */
export const PlatformState = z.enum(['waiting', 'active', 'disabled', 'deleted']);
export type PlatformState = z.infer<typeof PlatformState>;

const Line = z.string().check(z.trim(), z.maxLength(2_000));
const nothing = z.strictObject({});
const done = z.object({ done: z.literal(true) });

export const Deployment = z.object({ id: Id, deploymentId: z.string(), state: z.enum(['waiting', 'active', 'disabled']), createdAt: Instant });
export type Deployment = z.infer<typeof Deployment>;
export const PlatformRow = z.object({
  id: Id,
  name: z.string(),
  issuer: z.string(),
  clientId: z.string(),
  state: PlatformState,
  createdAt: Instant,
  waitingDeployments: z.number(),
  /** Of the last self-test; null where there was none. */
  failedSteps: z.nullable(z.number()),
  testedAt: z.nullable(Instant),
  /** Newest login or launch that came from there; null where none ever came. */
  heardAt: z.nullable(Instant),
  /** The LMS does not know the client id any more: the tool was deleted there. */
  isClientUnknown: z.boolean(),
});
export type PlatformRow = z.infer<typeof PlatformRow>;

/** Why something failed: what is, the setting to change, and the address of the page that describes it. */
export const Failure = z.object({ code: z.string(), sentence: z.string(), remedy: z.string(), docs: z.string() });
export type Failure = z.infer<typeof Failure>;

/** How far an invitation has come. `failed` says why the last try did not work, until one does. */
export const PlatformInvite = z.object({
  id: Id,
  askNames: z.boolean(),
  state: z.enum(['open', 'opened', 'used', 'expired', 'withdrawn']),
  failed: z.nullable(Failure),
  createdAt: Instant,
  expiresAt: Instant,
  platformId: z.nullable(Id),
});
export type PlatformInvite = z.infer<typeof PlatformInvite>;

export const platforms = route('GET', '/api/tenants/:tenantId/platforms', {
  who: 'admin',
  query: z.object({ locale: z._default(Locale, 'de') }),
  reply: z.object({ platforms: z.array(PlatformRow), invites: z.array(PlatformInvite) }),
});

/** The link is shown this once: only its hash is kept. */
export const invitePlatform = route('POST', '/api/tenants/:tenantId/platform-invites', {
  who: 'admin',
  body: z.strictObject({ askNames: z.boolean(), days: z.number().check(z.int(), z.minimum(1), z.maximum(30)) }),
  reply: z.object({ inviteId: Id, link: z.string(), expiresAt: Instant }),
});
export const withdrawPlatformInvite = route('POST', '/api/tenants/:tenantId/platform-invites/:inviteId/withdraw', { who: 'admin', body: nothing, reply: done });

/** What is copied into an LMS by hand, and where it belongs there. */
export const LmsKind = z.enum(['moodle', 'ilias', 'openolat', 'canvas']);
export type LmsKind = z.infer<typeof LmsKind>;
export const ToolValue = z.object({ key: z.string(), value: z.string() });
export const LmsGuide = z.object({
  lms: LmsKind,
  where: z.string(),
  fields: z.array(z.object({ field: z.string(), key: z.nullable(z.string()), value: z.string() })),
  afterwards: z.array(z.string()),
});
export type LmsGuide = z.infer<typeof LmsGuide>;
export const toolValues = route('GET', '/api/tenants/:tenantId/platform-values', {
  who: 'admin',
  query: z.object({ locale: z._default(Locale, 'de') }),
  reply: z.object({ values: z.array(ToolValue), guides: z.array(LmsGuide) }),
});

const Addresses = { issuer: Line, authUrl: Line, tokenUrl: Line, jwksUrl: Line, audience: z.nullable(Line) };
export const PlatformAddresses = z.strictObject(Addresses);
export type PlatformAddresses = z.infer<typeof PlatformAddresses>;
export const NewPlatform = z.strictObject({ name: Line, clientId: Line, deploymentId: Line, ...Addresses });
export type NewPlatform = z.infer<typeof NewPlatform>;
/** One thing wrong with one field; `code` has its sentence in docs/lti-errors.md. */
export const FieldProblem = z.object({ field: z.string(), code: z.string(), sentence: z.string(), platformId: z.nullable(Id) });
export type FieldProblem = z.infer<typeof FieldProblem>;
const Written = z.object({ platformId: z.nullable(Id), problems: z.array(FieldProblem) });
/** Typed in by hand; either everything is taken or the reply names all that is wrong. */
export const addPlatform = route('POST', '/api/tenants/:tenantId/platforms', {
  who: 'admin',
  query: z.object({ locale: z._default(Locale, 'de') }),
  body: NewPlatform,
  reply: Written,
});
/** Reads a platform's own values from its OpenID configuration; nothing is kept. */
export const importPlatform = route('POST', '/api/tenants/:tenantId/platform-values/import', {
  who: 'admin',
  query: z.object({ locale: z._default(Locale, 'de') }),
  body: z.strictObject({ url: Line }),
  reply: z.object({ values: z.nullable(z.object({ ...Addresses, name: z.string() })), problem: z.nullable(FieldProblem) }),
});

export const SelfTestStepName = z.enum(['keys', 'our-keys', 'token', 'launch', 'line-item', 'roster', 'frame', 'cookie']);
export type SelfTestStepName = z.infer<typeof SelfTestStepName>;
/** `sentence` says what is; `remedy` names the setting to change, `docs` where it is described. */
export const SelfTestStep = z.object({
  name: SelfTestStepName,
  state: z.enum(['good', 'bad', 'waiting']),
  code: z.nullable(z.string()),
  sentence: z.string(),
  remedy: z.nullable(z.string()),
  docs: z.nullable(z.string()),
});
export type SelfTestStep = z.infer<typeof SelfTestStep>;
export const SelfTestResult = z.object({ ranAt: Instant, steps: z.array(SelfTestStep) });
export type SelfTestResult = z.infer<typeof SelfTestResult>;

export const PlatformPage = z.object({
  ...PlatformRow.shape,
  authUrl: z.string(),
  tokenUrl: z.string(),
  jwksUrl: z.string(),
  audience: z.nullable(z.string()),
  /** Whether the LMS was asked for names when it registered itself; null where it was typed in. */
  askedNames: z.nullable(z.boolean()),
  deployments: z.array(Deployment),
  selfTest: z.nullable(SelfTestResult),
  /** What deleting would touch: said before it is done. */
  /** Other registrations of the same platform that hold courses: what hangs on them can be taken over. */
  twins: z.array(z.object({ id: Id, name: z.string(), clientId: z.string(), heardAt: z.nullable(Instant), isClientUnknown: z.boolean(), courses: z.number() })),
  holds: z.object({ courses: z.number(), people: z.number(), links: z.number(), gradesOwed: z.number() }),
});
export type PlatformPage = z.infer<typeof PlatformPage>;
const PLATFORM = '/api/tenants/:tenantId/platforms/:platformId';
const locale = z.object({ locale: z._default(Locale, 'de') });
export const platformPage = route('GET', PLATFORM, { who: 'admin', query: locale, reply: PlatformPage });
export const selfTestPlatform = route('POST', `${PLATFORM}/self-test`, { who: 'admin', query: locale, body: nothing, reply: SelfTestResult });
export const confirmPlatform = route('POST', `${PLATFORM}/confirm`, { who: 'admin', body: nothing, reply: done });
export const refusePlatform = route('POST', `${PLATFORM}/refuse`, { who: 'admin', body: nothing, reply: done });
export const disablePlatform = route('POST', `${PLATFORM}/disable`, { who: 'admin', body: nothing, reply: done });
export const enablePlatform = route('POST', `${PLATFORM}/enable`, { who: 'admin', body: nothing, reply: done });
/** What admins read; a platform that registered itself brought a name of its own. */
export const renamePlatform = route('POST', `${PLATFORM}/rename`, {
  who: 'admin',
  body: z.strictObject({ name: z.string().check(z.trim(), z.minLength(1), z.maxLength(120)) }),
  reply: done,
});
/** Other addresses, and if the LMS moved another issuer: links and people stay. */
export const movePlatform = route('POST', `${PLATFORM}/move`, { who: 'admin', query: locale, body: PlatformAddresses, reply: Written });
/** Takes over the courses of another registration of the same platform: the tool was deleted in the LMS and invited anew. */
export const takeOverPlatform = route('POST', `${PLATFORM}/take-over`, {
  who: 'admin',
  body: z.strictObject({ from: Id }),
  reply: z.object({ courses: z.number() }),
});
/** `name` is typed as a confirmation: the platform's own. */
export const deletePlatform = route('POST', `${PLATFORM}/delete`, { who: 'admin', body: z.strictObject({ name: Line }), reply: done });
export const setDeployment = route('POST', `${PLATFORM}/deployments/:deploymentRow`, {
  who: 'admin',
  body: z.strictObject({ state: z.enum(['active', 'disabled']) }),
  reply: done,
});
/** Shuts one person of the tenant's platforms out, or lets them in again. */
export const suspendPerson = route('POST', '/api/tenants/:tenantId/people/:personId/suspend', {
  who: 'admin',
  body: z.strictObject({ suspended: z.boolean() }),
  reply: done,
});
