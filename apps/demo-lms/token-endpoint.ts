/** /mod/lti/token.php: client_credentials with private_key_jwt; JSON sent as text/html, errors unescaped, as recorded. */
import { type JsonWebKey, randomBytes } from 'node:crypto';
import { berlinIso } from './berlin-time.js';
import type { Reply, Req } from './http.js';
import { isRecord, isSignedBy, readCompact, type Jws } from './keys.js';
import type { Tool } from './model.js';
import { nowSeconds, type Platform } from './platform.js';

export const TOKEN_LIFE = 3600;

export async function answerToken(platform: Platform, req: Req): Promise<Reply> {
  const asked = (name: string): string => req.form.get(name) ?? '';
  const needed = ['client_assertion', 'client_assertion_type', 'grant_type', 'scope'];
  if (req.method !== 'POST' || needed.some((name) => !asked(name))) return failed('invalid_request');
  if (asked('grant_type') !== 'client_credentials' || asked('client_assertion_type') !== 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer') {
    return failed('unsupported_grant_type');
  }
  const jws = readCompact(asked('client_assertion'));
  if (!jws || !jws.claims['sub']) return failed('invalid_request');
  const tool = platform.state.tools.find((one) => one.clientId === jws.claims['sub']);
  if (!tool) return failed('invalid_client');
  const wrong = await checkToolJws(platform, tool, jws);
  if (wrong) return failed(wrong);
  const scopes = asked('scope')
    .split(' ')
    .filter((scope) => tool.scopes.includes(scope));
  return scopes.length > 0 ? grant(platform, tool, scopes) : failed('invalid_scope');
}

async function grant(platform: Platform, tool: Tool, scopes: string[]): Promise<Reply> {
  const now = platform.clock.now().getTime();
  const token = randomBytes(16).toString('hex');
  const state = platform.state;
  state.tokens = state.tokens.filter((one) => one.expires > now - 86_400_000);
  state.tokens.push({ token, toolId: tool.id, scopes, expires: now + TOKEN_LIFE * 1000 });
  await platform.changed();
  return reply(200, [`  "access_token" : "${token}",`, '  "token_type" : "Bearer",', `  "expires_in" : ${TOKEN_LIFE},`, `  "scope" : "${scopes.join(' ')}"`]);
}

function failed(error: string): Reply {
  return reply(400, [`  "error" : "${error}"`]);
}

function reply(status: number, lines: string[]): Reply {
  return { status, headers: { 'content-type': 'text/html; charset=utf-8' }, body: ['{', ...lines, '}'].join('\r\n') };
}

/**
 * Signature and times of something the tool signed, in the words of Moodle's JWT library; null = good.
 * No leeway. aud, iss and jti are not looked at.
 */
export async function checkToolJws(platform: Platform, tool: Tool, jws: Jws): Promise<string | null> {
  const kid = jws.header['kid'];
  if (typeof kid !== 'string') return 'error/Error: kid must be provided in JWT header.';
  let key: JsonWebKey | null;
  try {
    key = await toolKey(platform, tool, kid);
  } catch (cause) {
    return `Tool keyset could not be read: ${cause instanceof Error ? cause.message : 'unknown'}`;
  }
  if (!key) return '"kid" invalid, unable to lookup correct key';
  if (!isSignedBy(jws, key)) return 'Signature verification failed';
  const now = nowSeconds(platform);
  const { nbf, iat, exp } = jws.claims;
  const early = [nbf, iat].find((time) => typeof time === 'number' && time > now);
  if (typeof early === 'number') return `Cannot handle token with ${early === nbf ? 'nbf' : 'iat'} prior to ${berlinIso(early, false)}`;
  return typeof exp === 'number' && exp <= now ? 'Expired token' : null;
}

/** Keys are kept; an unknown kid fetches them once more. */
async function toolKey(platform: Platform, tool: Tool, kid: string): Promise<JsonWebKey | null> {
  const find = (): JsonWebKey | null => platform.toolKeys.get(tool.jwksUrl)?.find((key) => (key as { kid?: unknown }).kid === kid) ?? null;
  const kept = find();
  if (kept) return kept;
  const response = await platform.fetch(tool.jwksUrl, { headers: { accept: 'application/json' }, signal: AbortSignal.timeout(10_000) });
  const body: unknown = await response.json();
  const keys = isRecord(body) && Array.isArray(body['keys']) ? body['keys'].filter(isRecord) : [];
  platform.toolKeys.set(tool.jwksUrl, keys);
  return find();
}
