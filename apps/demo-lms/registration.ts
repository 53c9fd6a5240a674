/** Dynamic registration: the platform's configuration, a token good for one use and one hour, the answer. */
import { randomBytes } from 'node:crypto';
import { writeCustom } from './custom-values.js';
import { json, type Reply, type Req } from './http.js';
import { isRecord, isSignedBy, publicJwk, readCompact, signCompact } from './keys.js';
import type { Tool } from './model.js';
import { nowSeconds, signingKey, type Platform } from './platform.js';
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

/** The address the tool is opened with in a frame of the admin's page. */
export function registrationQuery(platform: Platform): URLSearchParams {
  const iat = nowSeconds(platform);
  const claims = { sub: randomBytes(12).toString('base64url').slice(0, 15), scope: 'reg', iat, exp: iat + 3600 };
  return new URLSearchParams({
    openid_configuration: `${platform.base}/mod/lti/openid-configuration.php`,
    registration_token: signCompact(claims, signingKey(platform)),
  });
}

export async function answerRegistration(platform: Platform, req: Req): Promise<Reply> {
  if (req.method !== 'POST') return text(405, 'Method Not Allowed');
  const clientId = tokenSubject(platform, req);
  if (!clientId) return text(401, 'invalid_token');
  if (platform.state.tools.some((tool) => tool.clientId === clientId)) return text(401, 'token_already_used');
  const asked = readBody(req);
  const missing = asked ? firstMissing(asked) : 'body';
  if (!asked || missing) return text(400, `missing required attribute ${missing}`);
  const tool = makeTool(platform, clientId, asked);
  platform.state.tools.push(tool);
  await platform.changed();
  return json(answer(tool, asked));
}

function tokenSubject(platform: Platform, req: Req): string | null {
  const jws = readCompact(/^Bearer (.+)$/i.exec(req.authorization)?.[1] ?? '');
  const key = platform.state.keys.find((one) => one.kid === jws?.header['kid']);
  if (!jws || !key || !isSignedBy(jws, publicJwk(key)) || jws.claims['scope'] !== 'reg') return null;
  const { exp, sub } = jws.claims;
  return typeof exp === 'number' && exp > nowSeconds(platform) && typeof sub === 'string' ? sub : null;
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

function makeTool(platform: Platform, clientId: string, asked: Record<string, unknown>): Tool {
  const config = configOf(asked);
  const claims = words(config['claims']);
  const scopes = word(asked['scope']).split(' ');
  const custom = config['custom_parameters'];
  return {
    id: String((platform.state.last.tool += 1)),
    name: word(asked['client_name']),
    description: word(config['description']),
    clientId,
    state: 'pending',
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
