/** Dynamic registration: the platform's configuration, a token good for one use and one hour, the answer. */
import { randomBytes } from 'node:crypto';
import { writeCustom } from './custom-values.js';
import { json, type Reply, type Req } from './http.js';
import { isRecord, isSignedBy, publicJwk, readCompact, signCompact } from './keys.js';
import type { Tool } from './model.js';
import { findTool, nowSeconds, signingKey, type Platform } from './platform.js';
import { REGISTRATION_SCOPES, SCOPE } from './scopes.js';
import { VARIABLES } from './variables.js';

const TOOL_CONFIG = 'https://purl.imsglobal.org/spec/lti-tool-configuration';

export function openIdConfiguration(platform: Platform): Record<string, unknown> {
  const { base } = platform;
  return {
    issuer: base,
    token_endpoint: `${base}/mod/lti/token.php`,
    token_endpoint_auth_methods_supported: ['private_key_jwt'],
    token_endpoint_auth_signing_alg_values_supported: ['RS256'],
    jwks_uri: `${base}/mod/lti/certs.php`,
    authorization_endpoint: `${base}/mod/lti/auth.php`,
    registration_endpoint: `${base}/mod/lti/openid-registration.php`,
    scopes_supported: [SCOPE.outcome, SCOPE.lineItemRead, SCOPE.resultRead, SCOPE.score, SCOPE.lineItem, SCOPE.roster, SCOPE.toolSetting, 'openid'],
    response_types_supported: ['id_token'],
    subject_types_supported: ['public', 'pairwise'],
    id_token_signing_alg_values_supported: ['RS256'],
    claims_supported: ['sub', 'iss', 'name', 'given_name', 'family_name', 'email'],
    'https://purl.imsglobal.org/spec/lti-platform-configuration': {
      product_family_code: 'moodle',
      version: '4.5.6 (Build: 20250811)',
      messages_supported: [{ type: 'LtiResourceLinkRequest' }, { type: 'LtiDeepLinkingRequest', placements: ['ContentArea'] }],
      variables: VARIABLES,
    },
  };
}

/** Tools at the host of this address: one more is asked about. */
export function toolsAt(platform: Platform, address: URL): Tool[] {
  return platform.state.tools.filter((tool) => URL.parse(tool.targetUrl)?.host === address.host);
}

/** The address the tool is opened with in a frame of the admin's page; a tool that is there can be brought up to date by it. */
export function registrationAddress(platform: Platform, toolPage: URL, there: Tool | null): string {
  const iat = nowSeconds(platform);
  const who = there ? { sub: there.id, scope: 'reg-update' } : { sub: randomBytes(12).toString('base64url').slice(0, 15), scope: 'reg' };
  const address = new URL(toolPage);
  address.searchParams.set('openid_configuration', `${platform.base}/mod/lti/openid-configuration.php`);
  address.searchParams.set('registration_token', signCompact({ ...who, iat, exp: iat + 3600 }, signingKey(platform)));
  return address.href;
}

export async function answerRegistration(platform: Platform, req: Req): Promise<Reply> {
  if (req.method !== 'POST') return text(405, 'Method Not Allowed');
  const token = readToken(platform, req);
  const there = token?.isUpdate ? findTool(platform.state, token.sub) : null;
  if (!token || (token.isUpdate && !there)) return text(401, 'invalid_token');
  if (platform.state.tools.some((tool) => tool.clientId === token.sub)) return text(401, 'token_already_used');
  const asked = readBody(req);
  const missing = asked ? firstMissing(asked) : 'body';
  if (!asked || missing) return text(400, `missing required attribute ${missing}`);
  const told = readTool(asked);
  const tool: Tool = there ? Object.assign(there, told) : { ...told, id: String((platform.state.last.tool += 1)), clientId: token.sub, state: 'pending' };
  if (!there) platform.state.tools.push(tool);
  await platform.changed();
  return json(answer(tool, asked));
}

function readToken(platform: Platform, req: Req): { sub: string; isUpdate: boolean } | null {
  const jws = readCompact(/^Bearer (.+)$/i.exec(req.authorization)?.[1] ?? '');
  const key = platform.state.keys.find((one) => one.kid === jws?.header['kid']);
  if (!jws || !key || !isSignedBy(jws, publicJwk(key))) return null;
  const { exp, sub, scope } = jws.claims;
  if (scope !== 'reg' && scope !== 'reg-update') return null;
  return typeof exp === 'number' && exp > nowSeconds(platform) && typeof sub === 'string' ? { sub, isUpdate: scope === 'reg-update' } : null;
}

function readBody(req: Req): Record<string, unknown> | null {
  try {
    const body: unknown = JSON.parse(req.body);
    return isRecord(body) ? body : null;
  } catch {
    return null; // refused by the caller as a missing body
  }
}

function firstMissing(asked: Record<string, unknown>): string | null {
  if (!words(asked['response_types']).includes('id_token')) return 'response_types';
  if (asked['token_endpoint_auth_method'] !== 'private_key_jwt') return 'token_endpoint_auth_method';
  const needed = ['initiate_login_uri', 'redirect_uris', 'client_name', 'jwks_uri', TOOL_CONFIG];
  const absent = needed.find((name) => !asked[name]);
  if (absent) return absent;
  const config = configOf(asked);
  const target = URL.parse(word(config['target_link_uri']));
  return target && config['domain'] === target.host ? null : 'domain';
}

function configOf(asked: Record<string, unknown>): Record<string, unknown> {
  const config = asked[TOOL_CONFIG];
  return isRecord(config) ? config : {};
}

function readTool(asked: Record<string, unknown>): Omit<Tool, 'id' | 'clientId' | 'state'> {
  const config = configOf(asked);
  const claims = words(config['claims']);
  const scopes = word(asked['scope']).split(' ');
  const custom = config['custom_parameters'];
  return {
    name: word(asked['client_name']),
    description: word(config['description']),
    loginUrl: word(asked['initiate_login_uri']),
    targetUrl: word(config['target_link_uri']),
    deepLinkUrl: deepLinkUrl(config),
    redirectUris: words(asked['redirect_uris']),
    jwksUrl: word(asked['jwks_uri']),
    scopes: REGISTRATION_SCOPES.filter((scope) => scopes.includes(scope)),
    custom: isRecord(custom) ? writeCustom(custom) : '',
    sendName: claims.some((claim) => claim.endsWith('name')) ? 'always' : 'never',
    sendEmail: claims.includes('email') ? 'always' : 'never',
    icon: word(asked['logo_uri']),
    usage: 'preconfigured',
    container: 3,
  };
}

function deepLinkUrl(config: Record<string, unknown>): string | null {
  const messages = Array.isArray(config['messages']) ? config['messages'].filter(isRecord) : [];
  const found = messages.find((message) => message['type'] === 'LtiDeepLinkingRequest');
  return found ? word(found['target_link_uri']) || word(config['target_link_uri']) : null;
}

function answer(tool: Tool, asked: Record<string, unknown>): Record<string, unknown> {
  const config = configOf(asked);
  const named = tool.sendName === 'always' ? ['name', 'family_name', 'given_name'] : [];
  const custom = config['custom_parameters'];
  return {
    client_id: tool.clientId,
    response_types: ['id_token'],
    jwks_uri: tool.jwksUrl,
    initiate_login_uri: tool.loginUrl,
    grant_types: ['client_credentials', 'implicit'],
    redirect_uris: tool.redirectUris,
    application_type: 'web',
    token_endpoint_auth_method: 'private_key_jwt',
    client_name: tool.name,
    ...(tool.icon ? { logo_uri: tool.icon } : {}),
    scope: tool.scopes.join(' '),
    [TOOL_CONFIG]: {
      version: '1.3.0',
      deployment_id: tool.id,
      target_link_uri: tool.targetUrl,
      domain: config['domain'],
      description: tool.description,
      ...(tool.deepLinkUrl ? { messages: [{ type: 'LtiDeepLinkingRequest', target_link_uri: tool.deepLinkUrl }] } : {}),
      ...(isRecord(custom) ? { custom_parameters: custom } : {}),
      claims: ['sub', 'iss', ...named, ...(tool.sendEmail === 'always' ? ['email'] : [])],
    },
  };
}

function text(status: number, body: string): Reply {
  return { status, headers: { 'content-type': 'text/html; charset=utf-8' }, body };
}

function word(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

function words(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((one): one is string => typeof one === 'string') : [];
}
