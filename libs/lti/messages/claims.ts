import * as z from 'zod';
import { ContentId } from '#lotse/contract';
import { DeepLinkingClaim, readSettings, type DeepLinkingSettings } from './deep-linking-settings.js';
import { shownText, texts } from '../services/read-rows.js';
import { readRoles, type RoleClaim } from './roles.js';

/** Names of the claims we read (LTI Core 1.3, 5.3 and 5.4; AGS 2.0, 3.1; NRPS 2.0, 3.6.1). */
const LTI = 'https://purl.imsglobal.org/spec/lti/claim';
export const CLAIM = {
  messageType: `${LTI}/message_type`,
  version: `${LTI}/version`,
  deployment: `${LTI}/deployment_id`,
  target: `${LTI}/target_link_uri`,
  roles: `${LTI}/roles`,
  link: `${LTI}/resource_link`,
  context: `${LTI}/context`,
  custom: `${LTI}/custom`,
  presentation: `${LTI}/launch_presentation`,
  grades: 'https://purl.imsglobal.org/spec/lti-ags/claim/endpoint',
  roster: 'https://purl.imsglobal.org/spec/lti-nrps/claim/namesroleservice',
  platform: `${LTI}/tool_platform`,
  forUser: `${LTI}/for_user`,
  deepLinking: 'https://purl.imsglobal.org/spec/lti-dl/claim/deep_linking_settings',
} as const;

export const SCOPE = {
  score: 'https://purl.imsglobal.org/spec/lti-ags/scope/score',
  resultRead: 'https://purl.imsglobal.org/spec/lti-ags/scope/result.readonly',
  lineItem: 'https://purl.imsglobal.org/spec/lti-ags/scope/lineitem',
  roster: 'https://purl.imsglobal.org/spec/lti-nrps/scope/contextmembership.readonly',
} as const;

export type Claims = Record<string, unknown>;
export interface Target {
  kind: 'unit' | 'module' | 'room';
  id: string;
}
/** The gradebook column a launch names, or the list in which one may be found or made. `reason` says why no grade can be written. */
export interface LineItemClaim {
  url: string | null;
  container: string | null;
  canScore: boolean;
  canRead: boolean;
  reason: 'lineitem.none' | 'lineitem.missing' | 'scope.readonly' | null;
}
/** What the platform asks for: opening a link, choosing content, or looking at somebody's work. */
export type Message =
  | { kind: 'resource-link'; link: LinkClaim }
  | { kind: 'deep-linking'; settings: DeepLinkingSettings }
  | { kind: 'submission-review'; link: LinkClaim; forUser: string };
export interface LinkClaim {
  id: string;
  title: string;
}

/** A launch in our words. Nothing else of the token goes any further; there is no e-mail address in it. */
export interface LtiLaunch {
  sub: string;
  name: string | null;
  role: Exclude<RoleClaim['role'], 'mentor'>;
  test: boolean;
  proposed: RoleClaim['proposed'];
  course: { kind: 'context' | 'link'; id: string; title: string; label: string | null; membershipsUrl: string | null; history: string[] };
  message: Message;
  target: Target | null;
  lineItem: LineItemClaim;
  locale: 'de' | 'en' | null;
  /** Where the LMS wants people back, if it gave its window away (phones): it may hold a session key, and is never stored or logged. */
  returnUrl: string | null;
}

/** Ids are compared, so they stay as they are; what PostgreSQL or a comparison could not hold is refused. */
const id = z
  .string()
  .min(1)
  .max(255)
  .refine((text) => text.isWellFormed() && !/\p{Cc}/u.test(text));
/** Texts are shown. */
const shown = (length: number) =>
  z
    .unknown()
    .optional()
    .transform((value) => shownText(value, length));
const url = z
  .string()
  .max(2_000)
  .refine((text) => URL.canParse(text));

const Launch = z.object({
  sub: id,
  name: shown(200),
  given_name: shown(100),
  family_name: shown(100),
  [CLAIM.roles]: texts,
  [CLAIM.messageType]: z.string(),
  [CLAIM.link]: z.object({ id, title: shown(255) }).nullish(),
  [CLAIM.forUser]: z.object({ user_id: id }).nullish(),
  [CLAIM.deepLinking]: DeepLinkingClaim.nullish(),
  [CLAIM.platform]: z.object({ product_family_code: z.string() }).nullable().catch(null),
  [CLAIM.context]: z.object({ id, title: shown(255), label: shown(255) }).nullish(),
  [CLAIM.custom]: z.record(z.string(), z.unknown()).catch({}),
  [CLAIM.presentation]: z
    .object({ locale: z.string().nullish().catch(null), document_target: z.string().nullish().catch(null), return_url: url.nullish().catch(null) })
    .nullable()
    .catch(null),
  [CLAIM.grades]: z
    .object({ scope: texts.catch([]), lineitem: url.nullish().catch(null), lineitems: url.nullish().catch(null) })
    .nullable()
    .catch(null),
  [CLAIM.roster]: z.object({ context_memberships_url: url }).nullable().catch(null),
});

/**
 * Reads claims that have passed the gate's rules. Unknown claims are left alone (LTI Core 1.3, 4.3), broken optional
 * ones count as absent. Returns instead the name of a needed claim that cannot be used, or that the role is not let in.
 */
export function readClaims(claims: Claims): LtiLaunch | { broken: string } | 'mentor' {
  const parsed = Launch.safeParse(claims);
  if (!parsed.success) return { broken: String(parsed.error.issues[0]?.path[0] ?? '') };
  const c = parsed.data;
  const { role, ...roleRest } = readRoles(c[CLAIM.roles]);
  if (role === 'mentor') return role;
  const message = messageOf(c);
  if ('broken' in message) return message;
  const course = courseOf(c, message);
  return {
    sub: c.sub,
    name: nameOf(c.name, c.given_name, c.family_name),
    role,
    ...roleRest,
    course,
    message,
    target: targetOf(c[CLAIM.custom]),
    lineItem: lineItemOf(c[CLAIM.grades], c[CLAIM.platform]?.product_family_code ?? ''),
    locale: localeOf(c[CLAIM.presentation]?.locale),
    returnUrl: returnUrlOf(c[CLAIM.presentation]),
  };
}

type Read = z.infer<typeof Launch>;
type GradeClaim = NonNullable<Read[typeof CLAIM.grades]>;

/** Which claims a message needs besides those of every launch has been checked by the gate; here they are put together. */
function messageOf(c: Read): Message | { broken: string } {
  const [claim, settings, forUser] = [c[CLAIM.link], c[CLAIM.deepLinking], c[CLAIM.forUser]];
  const link = claim ? { id: claim.id, title: claim.title ?? '' } : null;
  if (c[CLAIM.messageType] === 'LtiDeepLinkingRequest')
    return settings ? { kind: 'deep-linking', settings: readSettings(settings) } : { broken: CLAIM.deepLinking };
  if (!link) return { broken: CLAIM.link };
  if (c[CLAIM.messageType] !== 'LtiSubmissionReviewRequest') return { kind: 'resource-link', link };
  return forUser ? { kind: 'submission-review', link, forUser: forUser.user_id } : { broken: CLAIM.forUser };
}

/**
 * Without a context the link stands in for the course, and where content is being chosen (Open edX names no context
 * there) a course of this teacher alone, which nobody else is let into.
 */
function courseOf(c: Read, message: Message): LtiLaunch['course'] {
  const link = message.kind === 'deep-linking' ? { id: `deep-linking:${c.sub}`, title: '' } : message.link;
  const context = c[CLAIM.context];
  if (!context) return { kind: 'link', id: link.id, title: link.title, label: null, membershipsUrl: null, history: [] };
  const title = context.title ?? context.label ?? link.title;
  const membershipsUrl = c[CLAIM.roster]?.context_memberships_url ?? null;
  return { kind: 'context', id: context.id, title, label: context.label, membershipsUrl, history: historyOf(c[CLAIM.custom]) };
}

/** Courses this one was copied from, newest first (LTI Core 1.3, Context.id.history), where the registration asks for it. */
function historyOf(custom: Record<string, unknown>): string[] {
  const value = custom['context_history'];
  return typeof value === 'string' && !value.startsWith('$')
    ? value
        .split(',')
        .map((one) => one.trim())
        .filter((one) => one !== '')
        .slice(0, 20)
    : [];
}

function nameOf(whole: string | null, given: string | null, family: string | null): string | null {
  const parts = [given, family].filter((part) => part !== null).join(' ');
  return whole ?? (parts === '' ? null : parts);
}

/** Custom parameters `unit`, `module` or `room`. Moodle sends a variable it does not know as its own name: that is unset. */
function targetOf(custom: Record<string, unknown>): Target | null {
  for (const kind of ['unit', 'module', 'room'] as const) {
    const value = ContentId.safeParse(custom[kind]);
    if (value.success) return { kind, id: value.data };
  }
  return null;
}

/**
 * A column counts only with the right to write scores; whether results may be read is remembered (AGS 2.0, 3.1). Where no column is
 * named, one may be found or made if the scopes allow it. Moodle names the column of every activity with grades: where it names
 * none, the teacher has switched grades off, and no column is made.
 */
function lineItemOf(claim: GradeClaim | null, family: string): LineItemClaim {
  const has = (scope: string): boolean => claim?.scope.includes(scope) ?? false;
  const [canScore, canRead] = [has(SCOPE.score), has(SCOPE.resultRead)];
  const named = claim?.lineitem ?? null;
  const mayMake = has(SCOPE.lineItem) && family !== 'moodle' && named === null;
  const container = canScore && mayMake ? (claim?.lineitems ?? null) : null;
  const reason = !claim ? 'lineitem.none' : !canScore ? 'scope.readonly' : named === null && container === null ? 'lineitem.missing' : null;
  return { url: named, container, canScore, canRead, reason };
}

/** Inside a frame the LMS stands around us, and there is nothing to go back to. */
function returnUrlOf(presentation: Read[typeof CLAIM.presentation]): string | null {
  const isFramed = presentation?.document_target === 'iframe';
  return isFramed ? null : (presentation?.return_url ?? null);
}

function localeOf(locale: string | null | undefined): 'de' | 'en' | null {
  const language = locale?.slice(0, 2).toLowerCase();
  return language === 'de' || language === 'en' ? language : null;
}
