/** /mod/lti/token.php: client_credentials with private_key_jwt; JSON sent as text/html, errors unescaped, as recorded. */
import { createPublicKey, type JsonWebKey, randomBytes } from 'node:crypto';
import { berlinIso } from './berlin-time.js';
import type { Reply, Req } from './http.js';
import { isRecord, isSignedBy, readCompact, type Jws } from './keys.js';
import type { Tool } from './model.js';
import { errorPage } from './pages/plain.js';
import { mayFetch } from './http-security.js';
import { nowSeconds, type Platform } from './platform.js';

export const TOKEN_LIFE = 3600;

/** A key set that could not be fetched is null to Moodle, and the next function does not take null: an error page is all that is sent. */
const KEYS_ERROR =
  'Exception - mod_lti\\local\\ltiopenid\\jwks_helper::fix_jwks_alg(): Argument #1 ($jwks) must be of type array, null given, called in [dirroot]/mod/lti/locallib.php on line 1354';

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
  if (tool.keyType === 'rsa' && !tool.publicKey) return failed('No public key configured');
  const wrong = await checkToolJws(platform, tool, jws);
  if (wrong === KEYS_ERROR) return errorPage(platform, 404, KEYS_ERROR);
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
    key = tool.keyType === 'rsa' ? oneKey(tool.publicKey ?? '') : await toolKey(platform, tool, kid);
  } catch {
    return KEYS_ERROR; // the same page, whatever went wrong with the request
  }
  if (!key) return '"kid" invalid, unable to lookup correct key';
  if (!isSignedBy(jws, key)) return 'Signature verification failed';
  const now = nowSeconds(platform);
  const { nbf, iat, exp } = jws.claims;
  const early = [nbf, iat].find((time) => typeof time === 'number' && time > now);
  if (typeof early === 'number') return `Cannot handle token with ${early === nbf ? 'nbf' : 'iat'} prior to ${berlinIso(early, false)}`;
  return typeof exp === 'number' && exp <= now ? 'Expired token' : null;
}

function oneKey(pem: string): JsonWebKey {
  return createPublicKey(pem).export({ format: 'jwk' });
}

/** Keys are kept; an unknown kid fetches them once more. */
async function toolKey(platform: Platform, tool: Tool, kid: string): Promise<JsonWebKey | null> {
  const find = (): JsonWebKey | null => platform.toolKeys.get(tool.jwksUrl)?.find((key) => (key as { kid?: unknown }).kid === kid) ?? null;
  const kept = find();
  if (kept) return kept;
  if (!mayFetch(platform.state.settings ?? {}, tool.jwksUrl)) throw new Error('blocked by the settings of the site');
  const response = await platform.fetch(tool.jwksUrl, { headers: { accept: 'application/json' }, signal: AbortSignal.timeout(10_000) });
  const body: unknown = await response.json();
  if (!isRecord(body) || !Array.isArray(body['keys'])) throw new Error('no key set');
  const keys = body['keys'].filter(isRecord);
  platform.toolKeys.set(tool.jwksUrl, keys);
  return find();
}
