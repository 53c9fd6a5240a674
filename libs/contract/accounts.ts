import * as z from 'zod/mini';
import { TypedName } from './person-names.js';
import { route } from './route.js';
import { Id, Instant, Locale, Page, PageSize } from './words.js';

/** Roles that Lotse gives itself, by invitation or grant. `tutor` comes with a course of the LMS and is granted only. */
export const AccountRole = z.enum(['admin', 'office', 'companion', 'pedagogue', 'author', 'caseworker', 'firm']);
export type AccountRole = z.infer<typeof AccountRole>;
export const GrantRole = z.enum(['admin', 'office', 'companion', 'pedagogue', 'author', 'caseworker', 'firm', 'tutor']);
export type GrantRole = z.infer<typeof GrantRole>;
export const TenantKind = z.enum(['provider', 'school']);
export type TenantKind = z.infer<typeof TenantKind>;

const Mail = z.string().check(z.maxLength(254), z.regex(/^[^\s@<>"]+@[^\s@<>"]+\.[^\s@<>".]+$/));
/** How long a new password is, in characters as they are read. */
export const PASSWORD_LEAST = 12;
export const PASSWORD_MOST = 256;
const Password = z.string().check(z.minLength(1), z.maxLength(PASSWORD_MOST));
const Token = z.string().check(z.regex(/^[\w-]{43}$/));
const Code = z.string().check(z.maxLength(80));
const Day = z.iso.date();
const nothing = z.strictObject({});
const done = z.object({ done: z.literal(true) });
/** What the browser's WebAuthn call gave back; the library checks it field by field. */
const Credential = z.record(z.string(), z.unknown());

/** A fresh TOTP secret. `proof` lets only a secret that this server made come back. `qr` is an SVG. */
export const TotpOffer = z.object({ secret: z.string(), uri: z.string(), qr: z.string(), proof: z.string() });
export type TotpOffer = z.infer<typeof TotpOffer>;
const TotpChoice = z.strictObject({ secret: z.string().check(z.regex(/^[A-Z2-7]{32}$/)), proof: z.string().check(z.maxLength(60)), code: Code });
export const PasskeyOffer = z.object({ ticket: z.string(), options: z.record(z.string(), z.unknown()) });
export type PasskeyOffer = z.infer<typeof PasskeyOffer>;
const PasskeyChoice = z.strictObject({ ticket: Token, response: Credential });

/** How somebody will sign in: password with TOTP, or a passkey, which counts as both factors. */
const Credentials = { password: z.optional(Password), totp: z.optional(TotpChoice), passkey: z.optional(PasskeyChoice) };
export const CredentialsWish = z.strictObject(Credentials);
export type CredentialsWish = z.infer<typeof CredentialsWish>;

export const MyTenant = z.object({ tenantId: Id, name: z.string(), kind: TenantKind, roles: z.array(GrantRole) });
export type MyTenant = z.infer<typeof MyTenant>;
export const AccountSession = z.object({
  token: z.string(),
  personId: Id,
  name: z.string(),
  locale: Locale,
  tenants: z.array(MyTenant),
  installation: z.boolean(),
});
export type AccountSession = z.infer<typeof AccountSession>;
const Opened = z.object({ session: AccountSession, recoveryCodes: z.array(z.string()) });

// ── signing in ──────────────────────────────────────────────────────────────────────────────────────────────────────
export const login = route('POST', '/api/account/login', {
  who: 'public',
  body: z.strictObject({ mail: z.string().check(z.maxLength(254)), password: Password }),
  reply: z.object({ ticket: z.string() }),
});
/** The second factor: six digits, or one of the recovery codes. */
export const loginSecond = route('POST', '/api/account/login/second', {
  who: 'public',
  body: z.strictObject({ ticket: Token, code: Code }),
  reply: AccountSession,
});
export const passkeyBegin = route('POST', '/api/account/login/passkey', { who: 'public', body: nothing, reply: PasskeyOffer });
export const passkeyFinish = route('POST', '/api/account/login/passkey/finish', { who: 'public', body: PasskeyChoice, reply: AccountSession });
export const resumeAccount = route('POST', '/api/account/resume', { who: 'public', body: nothing, reply: AccountSession });
export const endAccount = route('POST', '/api/account/end', { who: 'public', body: nothing, reply: z.object({ ended: z.literal(true) }) });
/** Always the same answer. `mail` is false where this server sends none: then an admin makes the link. */
export const askReset = route('POST', '/api/account/reset', {
  who: 'public',
  body: z.strictObject({ mail: z.string().check(z.maxLength(254)) }),
  reply: z.object({ mail: z.boolean() }),
});
export const finishReset = route('POST', '/api/account/reset/finish', {
  who: 'public',
  body: z.strictObject({ token: Token, password: Password }),
  reply: done,
});

// ── invitations, as the invited person sees them ────────────────────────────────────────────────────────────────────
const InvitationToken = z.strictObject({ token: Token });
export const InvitationView = z.object({
  tenantName: z.string(),
  role: AccountRole,
  mail: z.string(),
  locale: Locale,
  expiresAt: Instant,
  /** True when this address has an account already: then one signs in and joins. */
  hasAccount: z.boolean(),
});
export type InvitationView = z.infer<typeof InvitationView>;
export const lookInvitation = route('POST', '/api/invitations/look', { who: 'public', body: InvitationToken, reply: InvitationView });
export const invitationTotp = route('POST', '/api/invitations/totp', { who: 'public', body: InvitationToken, reply: TotpOffer });
export const invitationPasskey = route('POST', '/api/invitations/passkey', {
  who: 'public',
  body: z.strictObject({ token: Token, name: TypedName }),
  reply: PasskeyOffer,
});
export const acceptInvitation = route('POST', '/api/invitations/accept', {
  who: 'public',
  body: z.strictObject({ token: Token, name: TypedName, ...Credentials }),
  reply: Opened,
});
export const joinInvitation = route('POST', '/api/invitations/join', { who: 'any', body: InvitationToken, reply: AccountSession });

// ── one's own account ───────────────────────────────────────────────────────────────────────────────────────────────
export const AccountPage = z.object({
  name: z.string(),
  mail: z.string(),
  hasPassword: z.boolean(),
  hasTotp: z.boolean(),
  recoveryLeft: z.number(),
  passkeys: z.array(z.object({ id: Id, name: z.string(), createdAt: Instant, usedAt: z.nullable(Instant) })),
  sessions: z.array(z.object({ id: Id, device: z.string(), createdAt: Instant, seenAt: Instant, current: z.boolean() })),
  /** Changing how one signs in needs a sign-in that is at most a quarter of an hour old. */
  fresh: z.boolean(),
});
export type AccountPage = z.infer<typeof AccountPage>;
export const accountPage = route('GET', '/api/account', { who: 'any', reply: AccountPage });
export const saveAccountLocale = route('PUT', '/api/account/locale', { who: 'any', body: z.strictObject({ locale: Locale }), reply: done });
export const changePassword = route('POST', '/api/account/password', {
  who: 'any',
  body: z.strictObject({ current: z.nullable(Password), next: Password }),
  reply: done,
});
export const myTotp = route('POST', '/api/account/totp', { who: 'any', body: nothing, reply: TotpOffer });
export const saveTotp = route('PUT', '/api/account/totp', { who: 'any', body: TotpChoice, reply: done });
export const newRecoveryCodes = route('POST', '/api/account/recovery-codes', {
  who: 'any',
  body: nothing,
  reply: z.object({ codes: z.array(z.string()) }),
});
export const myPasskey = route('POST', '/api/account/passkeys/begin', { who: 'any', body: nothing, reply: PasskeyOffer });
export const addPasskey = route('POST', '/api/account/passkeys', {
  who: 'any',
  body: z.strictObject({ ...PasskeyChoice.shape, name: TypedName }),
  reply: done,
});
export const removePasskey = route('POST', '/api/account/passkeys/:passkeyId/remove', { who: 'any', body: nothing, reply: done });
export const endMySession = route('POST', '/api/account/sessions/:sessionId/end', { who: 'any', body: nothing, reply: done });
/** Signs out everywhere, here too. */
export const endAllSessions = route('POST', '/api/account/sessions/end-all', { who: 'any', body: nothing, reply: done });

// ── what admins do ──────────────────────────────────────────────────────────────────────────────────────────────────
export const Grant = z.object({
  id: Id,
  role: GrantRole,
  reason: z.string(),
  givenBy: z.nullable(z.string()),
  startsAt: Instant,
  endsAt: z.nullable(Instant),
  revokedAt: z.nullable(Instant),
  live: z.boolean(),
});
export const TenantPerson = z.object({ personId: Id, name: z.string(), mail: z.nullable(z.string()), hasAccount: z.boolean(), grants: z.array(Grant) });
export type TenantPerson = z.infer<typeof TenantPerson>;
const Paged = { page: Page, size: PageSize };
/** People with an account or a grant; `name` finds anybody of the tenant by the whole name. */
export const tenantPeople = route('GET', '/api/tenants/:tenantId/people', {
  who: 'admin',
  query: z.object({ ...Paged, name: z._default(z.string().check(z.maxLength(120)), '') }),
  reply: z.object({ rows: z.array(TenantPerson), total: z.number() }),
});
export const giveGrant = route('POST', '/api/tenants/:tenantId/grants', {
  who: 'admin',
  body: z.strictObject({ personId: Id, role: GrantRole, reason: TypedName, endsOn: z.nullable(Day) }),
  reply: z.object({ grantId: Id }),
});
export const revokeGrant = route('POST', '/api/tenants/:tenantId/grants/:grantId/revoke', { who: 'admin', body: nothing, reply: done });
/** A reset link to hand over; null where the account has roles elsewhere too, so that the link was mailed to its own address. */
export const resetLink = route('POST', '/api/tenants/:tenantId/people/:personId/reset-link', {
  who: 'admin',
  body: nothing,
  reply: z.object({ link: z.nullable(z.string()), expiresAt: Instant }),
});
export const InvitationRow = z.object({
  id: Id,
  mail: z.string(),
  role: AccountRole,
  reason: z.string(),
  invitedBy: z.string(),
  createdAt: Instant,
  expiresAt: Instant,
  endsAt: z.nullable(Instant),
  state: z.enum(['open', 'accepted', 'withdrawn', 'expired']),
  /** What became of the mail; null where none was to be sent. */
  mailState: z.nullable(z.enum(['waiting', 'sent', 'failed', 'shown'])),
});
export type InvitationRow = z.infer<typeof InvitationRow>;
export const invitations = route('GET', '/api/tenants/:tenantId/invitations', {
  who: 'admin',
  query: z.object(Paged),
  reply: z.object({ rows: z.array(InvitationRow), total: z.number() }),
});
/** The link is shown this once: only its hash is kept. */
const Invited = z.object({ invitationId: Id, link: z.string(), mailed: z.boolean(), expiresAt: Instant });
export const invite = route('POST', '/api/tenants/:tenantId/invitations', {
  who: 'admin',
  body: z.strictObject({ mail: Mail, role: AccountRole, reason: TypedName, endsOn: z.nullable(Day), locale: Locale }),
  reply: Invited,
});
/** A new link in place of the old one, which dies. */
export const renewInvitation = route('POST', '/api/tenants/:tenantId/invitations/:invitationId/renew', { who: 'admin', body: nothing, reply: Invited });
export const withdrawInvitation = route('POST', '/api/tenants/:tenantId/invitations/:invitationId/withdraw', { who: 'admin', body: nothing, reply: done });
export const AuditEntry = z.object({
  seq: z.number(),
  at: Instant,
  actor: z.nullable(z.string()),
  event: z.string(),
  subject: z.nullable(z.string()),
  details: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])),
});
export const auditView = route('GET', '/api/tenants/:tenantId/audit', {
  who: ['admin', 'office'],
  query: z.object(Paged),
  reply: z.object({ rows: z.array(AuditEntry), total: z.number() }),
});

// ── the first start, and the installation later ─────────────────────────────────────────────────────────────────────
const NewTenant = { kind: TenantKind, name: TypedName, locale: Locale };
export const setupState = route('POST', '/api/setup/state', { who: 'public', body: InvitationToken, reply: z.object({ step: z.enum(['admin', 'tenant']) }) });
export const setupTotp = route('POST', '/api/setup/totp', { who: 'public', body: z.strictObject({ token: Token, mail: Mail }), reply: TotpOffer });
export const setupPasskey = route('POST', '/api/setup/passkey', {
  who: 'public',
  body: z.strictObject({ token: Token, mail: Mail, name: TypedName }),
  reply: PasskeyOffer,
});
export const setupAdmin = route('POST', '/api/setup/admin', {
  who: 'public',
  body: z.strictObject({ token: Token, mail: Mail, name: TypedName, locale: Locale, ...Credentials }),
  reply: Opened,
});
/** Uses the link up: makes the first tenant and its admin. */
export const setupTenant = route('POST', '/api/setup/tenant', { who: 'any', body: z.strictObject({ token: Token, ...NewTenant }), reply: AccountSession });
export const addTenant = route('POST', '/api/tenants', { who: 'installation', body: z.strictObject(NewTenant), reply: AccountSession });
export const renameTenant = route('PUT', '/api/tenants/:tenantId', { who: 'admin', body: z.strictObject({ name: TypedName }), reply: done });

/** `good`, `look` (works, but) or `bad`, each with the code of its sentence. */
/** `sender` is the address that Lotse sees the asking browser come from. */
export const AddressCheck = z.object({
  url: z.string(),
  sender: z.string(),
  checks: z.array(z.object({ code: z.string(), state: z.enum(['good', 'look', 'bad']) })),
});
export const checkAddress = route('POST', '/api/installation/address', { who: 'installation', body: nothing, reply: AddressCheck });
export const reachMe = route('GET', '/api/installation/reach', {
  who: 'public',
  query: z.object({ nonce: z.string().check(z.maxLength(60)) }),
  reply: z.object({ here: z.boolean() }),
});
export const testMail = route('POST', '/api/installation/mail-test', {
  who: 'installation',
  body: z.strictObject({ to: Mail }),
  reply: z.object({ state: z.enum(['none', 'sent', 'failed']), lines: z.array(z.string()) }),
});

/** Who may make tenants and set up what concerns all of them. At least one stays. */
export const InstallationAdmin = z.object({ personId: Id, name: z.string(), mail: z.string(), since: Instant, isMe: z.boolean() });
export const installationAdmins = route('GET', '/api/installation/admins', {
  who: 'installation',
  query: z.object(Paged),
  reply: z.object({ rows: z.array(InstallationAdmin), total: z.number() }),
});
/** Somebody who has an account already. */
export const addInstallationAdmin = route('POST', '/api/installation/admins', { who: 'installation', body: z.strictObject({ mail: Mail }), reply: done });
export const removeInstallationAdmin = route('POST', '/api/installation/admins/:personId/remove', { who: 'installation', body: nothing, reply: done });
