import * as z from 'zod';
import { refusal } from '../pages/refusals.js';
import type { Platform } from '../platforms/platforms.queries.js';
import type { BegunLogin } from './login-states.js';

/** Longest parameter we take; Moodle's message hint has about 60 characters, Canvas sends a JWT of 1 kB. */
const LONGEST = 8_000;
const text = z.string().min(1).max(LONGEST);

const InitiationShape = z.object({
  iss: text,
  login_hint: text,
  target_link_uri: text,
  lti_message_hint: z.string().max(LONGEST).optional(),
  client_id: text.optional(),
  // a name that cannot be a frame's is as good as none
  lti_storage_target: z
    .string()
    .regex(/^[\w.-]{1,100}$/)
    .optional()
    .catch(undefined),
});
export type Initiation = z.infer<typeof InitiationShape>;

/** Reads what a platform calls /lti/login with (LTI Core 1.3, 4.1.1). A parameter given twice counts as missing. */
export function readInitiation(sent: unknown): Initiation {
  const parsed = InitiationShape.safeParse(sent ?? {});
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw refusal(issue?.code === 'too_big' ? 'LOGIN_PARAM_TOO_LONG' : 'LOGIN_PARAM_MISSING', String(issue?.path[0] ?? ''));
}

/**
 * The authentication request (LTI Security 1.0, 5.1.1.2). The hints go back as they came: percent-encoded, not read,
 * so that nothing in them becomes a parameter of its own.
 */
export function authRequestUrl(platform: Pick<Platform, 'authUrl' | 'clientId'>, ourUrl: string, login: BegunLogin): string {
  const wanted: [string, string][] = [
    ['scope', 'openid'],
    ['response_type', 'id_token'],
    ['response_mode', 'form_post'],
    ['prompt', 'none'],
    ['client_id', platform.clientId],
    ['redirect_uri', `${ourUrl}/lti/launch`],
    ['login_hint', login.loginHint],
    ['state', login.state],
    ['nonce', login.nonce],
    ...(login.messageHint === null ? [] : [['lti_message_hint', login.messageHint] as [string, string]]),
  ];
  const query = wanted.map(([name, value]) => `${name}=${encodeURIComponent(value)}`).join('&');
  return `${platform.authUrl}${platform.authUrl.includes('?') ? '&' : '?'}${query}`;
}
