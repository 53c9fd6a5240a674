import * as z from 'zod';
import { Problem, type SafeFetch } from '#lotse/base';
import { originOf } from '../platforms/platforms.service.js';
import { texts } from '../services/read-rows.js';
import { registrationRefusal } from '../help/registration-codes.js';

const MAX_BYTES = 64_000;
const address = z.string().max(2_000);

const Shape = z.object({
  issuer: address,
  authorization_endpoint: address,
  token_endpoint: address,
  jwks_uri: address,
  registration_endpoint: address,
  authorization_server: address.nullish(),
  id_token_signing_alg_values_supported: texts.nullish(),
});
type Given = z.infer<typeof Shape>;

/** What a platform says about itself, checked. */
export interface PlatformConfiguration {
  issuer: string;
  authUrl: string;
  tokenUrl: string;
  jwksUrl: string;
  registrationUrl: string;
  audience: string | null;
}

export interface ConfigurationFacts {
  /** Where the configuration was fetched. */
  url: string;
  given: Given;
}
export type ConfigurationRule = (facts: ConfigurationFacts) => Problem | null;

const ENDPOINTS = ['authorization_endpoint', 'token_endpoint', 'jwks_uri', 'registration_endpoint'] as const;

/**
 * Rules about a configuration, before anything in it is believed (LTI Dynamic Registration 1.0, 3.5.1). Tests switch one
 * off to see that its absence is noticed.
 */
export const CONFIGURATION_RULES = {
  host: ({ url, given }) => (liesOn(url, given.issuer) ? null : registrationRefusal('CONFIG_HOST')),
  endpoints: ({ given }) => {
    const foreign = ENDPOINTS.find((name) => originOf(given[name]) === null || originOf(given[name]) !== originOf(given.issuer));
    return foreign === undefined ? null : registrationRefusal('CONFIG_ENDPOINT', foreign);
  },
  signing: ({ given }) => {
    const offered = given.id_token_signing_alg_values_supported;
    return offered === undefined || offered === null || offered.includes('RS256') ? null : registrationRefusal('CONFIG_SIGNING');
  },
} as const satisfies Record<string, ConfigurationRule>;
export type ConfigurationRules = Record<keyof typeof CONFIGURATION_RULES, ConfigurationRule>;

/** Fetches and checks a platform's OpenID configuration. Problems: CONFIG_*. */
export async function readConfiguration(safeFetch: SafeFetch, url: string, rules: ConfigurationRules = CONFIGURATION_RULES): Promise<PlatformConfiguration> {
  const given = parse(await fetchText(safeFetch, url));
  for (const rule of Object.values(rules)) {
    const problem = rule({ url, given });
    if (problem) throw problem;
  }
  const { issuer, authorization_endpoint: authUrl, token_endpoint: tokenUrl, jwks_uri: jwksUrl, registration_endpoint: registrationUrl } = given;
  const server = given.authorization_server ?? null;
  const audience = server === tokenUrl ? null : server;
  return { issuer, authUrl, tokenUrl, jwksUrl, registrationUrl, audience };
}

async function fetchText(safeFetch: SafeFetch, url: string): Promise<string> {
  try {
    const reply = await safeFetch.send(url, { headers: { accept: 'application/json' }, maxBytes: MAX_BYTES });
    if (reply.status === 200) return reply.text;
    throw registrationRefusal('CONFIG_UNREACHABLE', reply.status);
  } catch (error) {
    if (!(error instanceof Problem) || !error.code.startsWith('fetch.')) throw error;
    if (error.code === 'fetch.too-large') throw registrationRefusal('CONFIG_UNREADABLE', undefined, error);
    throw registrationRefusal(error.code === 'fetch.blocked' ? 'CONFIG_BLOCKED' : 'CONFIG_UNREACHABLE', undefined, error);
  }
}

function parse(text: string): Given {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    throw registrationRefusal('CONFIG_UNREADABLE', undefined, cause);
  }
  const parsed = Shape.safeParse(value);
  if (parsed.success) return parsed.data;
  const field = parsed.error.issues[0]?.path[0];
  throw typeof field === 'string' ? registrationRefusal('CONFIG_INCOMPLETE', field) : registrationRefusal('CONFIG_UNREADABLE');
}

/** Whether the configuration lies below its issuer: the same origin, and in the issuer's folder where it has one. */
function liesOn(url: string, issuer: string): boolean {
  const [at, home] = [URL.parse(url), URL.parse(issuer)];
  if (!at || !home || at.origin !== home.origin || !/^https?:$/.test(home.protocol)) return false;
  return at.pathname.startsWith(home.pathname.endsWith('/') ? home.pathname : `${home.pathname}/`);
}
