import * as z from 'zod/mini';
import { route } from './route.js';
import { RunView } from './runs.js';
import { ContentId, CourseRole, Id, Locale, TextLevel } from './words.js';

/** Theme of the pages; `auto` follows the device. */
export const Theme = z.enum(['auto', 'light', 'dark']);
export const Preferences = z.object({ locale: z.nullable(Locale), textLevel: TextLevel, theme: Theme });
export type Preferences = z.infer<typeof Preferences>;

/** Grants that count in a session begun by a launch. All others need a local account with two factors. */
export const LaunchedRole = z.enum(['companion', 'pedagogue', 'tutor']);
export type LaunchedRole = z.infer<typeof LaunchedRole>;

export const SessionReply = z.object({
  /** Bearer for the Authorization header. Kept in memory only. */
  token: z.string(),
  displayName: z.string(),
  /** Locale the launch asked for; used where nothing is stored. */
  launchLocale: z.nullable(Locale),
  preferences: Preferences,
  /** The enrolment this session was opened for. */
  enrolmentId: Id,
  registrationId: Id,
  role: CourseRole,
  target: z.nullable(z.object({ kind: z.enum(['unit', 'module', 'room']), id: ContentId })),
  /** Set when a teacher has to choose what the link opens. */
  linkId: z.nullable(Id),
  /** Back to the course, where the LMS gave its window away; null unless it lies on this platform. */
  returnUrl: z.nullable(z.string()),
  /** The tenant this person works for beside the course, with what was granted there; null without a grant. */
  ownTenant: z.nullable(z.object({ tenantId: Id, name: z.string(), roles: z.array(LaunchedRole) })),
});
export type SessionReply = z.infer<typeof SessionReply>;

/** Takes the single-use code (60 s) from the URL fragment; sets the partitioned cookie's twin bearer. */
export const openSession = route('POST', '/api/session', {
  who: 'public',
  body: z.strictObject({ code: z.string().check(z.maxLength(100)), back: z.optional(z.string().check(z.maxLength(2_000))) }),
  reply: SessionReply,
});
/** After a reload: the partitioned cookie gives the same bearer again. `enrolmentId` is the one in the path. */
export const resumeSession = route('POST', '/api/session/resume', { who: 'public', body: z.strictObject({ enrolmentId: Id }), reply: SessionReply });
/**
 * What a launch into a unit needs, in one call in place of two after each other: the session as `openSession` (with a code) or
 * `resumeSession` opens it, and the run of the unit. `run` is null where none can be opened; `openRun` says why. The reply is large
 * and packed, so its bearer is disguised.
 */
export const enterUnit = route('POST', '/api/session/unit', {
  who: 'public',
  body: z.strictObject({
    code: z.nullable(z.string().check(z.maxLength(100))),
    back: z.optional(z.string().check(z.maxLength(2_000))),
    enrolmentId: Id,
    unitId: ContentId,
  }),
  reply: z.object({ session: SessionReply, run: z.nullable(RunView) }),
});
export const endSession = route('POST', '/api/session/end', { who: 'any', body: z.strictObject({}), reply: z.object({ ended: z.literal(true) }) });
export const savePreferences = route('PUT', '/api/preferences', {
  who: 'any',
  body: z.strictObject({ locale: z.nullable(Locale), textLevel: TextLevel, theme: Theme }),
  reply: Preferences,
});
