import { readFileSync } from 'node:fs';
import ipaddr from 'ipaddr.js';
import * as z from 'zod';

const origin = z.string().refine(isOrigin, 'must be an origin such as https://lotse.example.org');
const flag = z.enum(['0', '1', 'false', 'true', '']).transform((text) => text === '1' || text === 'true');
const port = z.coerce.number().int().min(0).max(65535);

/** All settings. Names in capitals are environment variables; the README lists them from here. */
export const SettingsShape = z.object({
  PORT: port.default(3000),
  DEMO_LMS_PORT: port.default(3100),
  LOTSE_DATA: z.string().min(1).default('.lotse'),
  DATABASE_URL: z
    .string()
    .regex(/^postgres(ql)?:\/\//, 'must begin with postgres://')
    .optional(),
  LOTSE_URL: origin.optional(),
  LOTSE_KEY: z.string().min(32, 'must have at least 32 characters; make one with: openssl rand -base64 32').optional(),
  LOTSE_DEMO: flag.optional(),
  LOTSE_INSECURE_LMS: z
    .string()
    .default('')
    .transform((text) => text.split(/[\s,]+/).filter(Boolean))
    .pipe(z.array(origin)),
  SMTP_URL: z
    .string()
    .regex(/^smtps?:\/\//, 'must begin with smtp:// or smtps://')
    .optional(),
  MAIL_FROM: z.email('must be a mail address').optional(),
  LOTSE_TRUSTED_PROXY: z
    .string()
    .default('')
    .transform((text) => text.split(/[\s,]+/).filter(Boolean))
    .pipe(z.array(z.string().refine(isAddressOrNet, 'must be addresses or nets of proxies, such as 127.0.0.1 or 10.0.0.0/8'))),
  LOTSE_LISTEN: z.string().refine(isHost, 'must be an address of this machine, such as 127.0.0.1 or 0.0.0.0').optional(),
  REDIS_URL: z
    .string()
    .regex(/^rediss?:\/\//, 'must begin with redis:// or rediss://')
    .optional(),
  LOTSE_ICE_SERVERS: z
    .string()
    .default('')
    .transform((text) => text.split(/[\s,]+/).filter(Boolean))
    .pipe(z.array(z.string().regex(/^(stuns?|turns?):[^\s]+$/, 'must be addresses such as stun:stun.example.org or turns:turn.example.org:443?transport=tcp'))),
  LOTSE_TURN_SECRET: z.string().min(16, 'must have at least 16 characters; it is the static-auth-secret of your TURN server').optional(),
  LOTSE_LOG: z.enum(['debug', 'info', 'warn', 'error', 'silent']).default('info'),
});

export interface Settings {
  port: number;
  demoLmsPort: number;
  /** Folder for the embedded database, its key and the demo LMS's state. */
  dataDir: string;
  databaseUrl: string | undefined;
  /** Public origin of this server, without a slash at the end. */
  url: string;
  key: string | undefined;
  demo: boolean;
  insecureLms: readonly string[];
  /** Proxies whose X-Forwarded-For is believed. */
  trustedProxies: readonly string[];
  /** Where it listens: an address, or `localhost` for both loopbacks. */
  listen: string;
  smtpUrl: string | undefined;
  mailFrom: string | undefined;
  /** Over which several servers of one database notify each other. */
  redisUrl: string | undefined;
  /** STUN and TURN servers for sound and pictures between browsers. */
  iceServers: readonly string[];
  /** What the TURN servers and Lotse share, so that credentials can be short-lived. */
  turnSecret: string | undefined;
  logLevel: 'debug' | 'info' | 'warn' | 'error' | 'silent';
  version: string;
}

/** Thrown with every wrong or missing setting in one message. */
export class SettingsError extends Error {
  constructor(readonly lines: string[]) {
    super(['These settings are wrong or missing:', ...lines.map((line) => `  ${line}`), 'See "Settings" in README.md.'].join('\n'));
  }
}

type Parsed = z.infer<typeof SettingsShape>;

function together(s: Parsed, demo: boolean): string[] {
  const lines: string[] = [];
  if (s.LOTSE_DEMO && (s.DATABASE_URL || s.LOTSE_URL))
    lines.push('LOTSE_DEMO: cannot be set together with DATABASE_URL or LOTSE_URL; the demo is for trying Lotse on one machine.');
  if (!demo && !s.LOTSE_URL) lines.push('LOTSE_URL: is required without the demo, e.g. https://lotse.example.org');
  if (s.DATABASE_URL && !s.LOTSE_KEY) lines.push('LOTSE_KEY: is required with DATABASE_URL; make one with: openssl rand -base64 32');
  if (s.LOTSE_ICE_SERVERS.some((url) => url.startsWith('turn')) && !s.LOTSE_TURN_SECRET) lines.push('LOTSE_TURN_SECRET: is required with a TURN server');
  if (s.SMTP_URL && !s.MAIL_FROM) lines.push('MAIL_FROM: is required with SMTP_URL');
  return lines;
}

/** One exact origin: no path, no user, and no `*`, which URLs allow and nobody would compare. */
function isOrigin(text: string): boolean {
  const url = URL.parse(text);
  return url !== null && /^https?:$/.test(url.protocol) && !url.hostname.includes('*') && url.origin === text.replace(/\/$/, '');
}

function isAddressOrNet(text: string): boolean {
  return text.includes('/') ? ipaddr.isValidCIDR(text) : ipaddr.isValid(text);
}

function isHost(text: string): boolean {
  return text === 'localhost' || ipaddr.isValid(text);
}

/**
 * Lotse itself speaks plain http. With an https address or a proxy on this machine it listens for that proxy only (loopback), the
 * demo for this machine only. A proxy on another machine needs LOTSE_LISTEN.
 */
function isBehindProxy(s: Parsed): boolean {
  return s.LOTSE_TRUSTED_PROXY.length > 0 || new URL(s.LOTSE_URL ?? 'http://localhost').protocol === 'https:' || isLocal(s.LOTSE_URL);
}

function isLocal(url: string | undefined): boolean {
  return new URL(url ?? 'http://localhost').hostname === 'localhost';
}

/** Reads settings from environment variables. Throws one SettingsError that names everything that is wrong. */
export function readSettings(env: Record<string, string | undefined>): Settings {
  const given = Object.fromEntries(Object.entries(env).filter(([name, value]) => name in SettingsShape.shape && value !== ''));
  const { s, wrong, lines } = parse(given);
  const demo = s.LOTSE_DEMO ?? (!s.DATABASE_URL && !s.LOTSE_URL);
  lines.push(...together(s, demo).filter((line) => !wrong.has(line.split(':')[0])));
  if (lines.length) throw new SettingsError(lines);
  return Object.freeze({
    port: s.PORT,
    demoLmsPort: s.DEMO_LMS_PORT,
    dataDir: s.LOTSE_DATA,
    databaseUrl: s.DATABASE_URL,
    url: (s.LOTSE_URL ?? `http://localhost:${s.PORT}`).replace(/\/$/, ''),
    key: s.LOTSE_KEY,
    demo,
    insecureLms: demo ? [...s.LOTSE_INSECURE_LMS, `http://127.0.0.1:${s.DEMO_LMS_PORT}`, `http://127.0.0.2:${s.DEMO_LMS_PORT}`] : s.LOTSE_INSECURE_LMS,
    trustedProxies: s.LOTSE_TRUSTED_PROXY,
    listen: s.LOTSE_LISTEN ?? (isBehindProxy(s) ? 'localhost' : '::'),
    smtpUrl: s.SMTP_URL,
    mailFrom: s.MAIL_FROM,
    redisUrl: s.REDIS_URL,
    iceServers: s.LOTSE_ICE_SERVERS,
    turnSecret: s.LOTSE_TURN_SECRET,
    logLevel: s.LOTSE_LOG,
    version: readVersion(),
  });
}

/** A wrong value counts as present, so that the same message also names settings that are missing. */
function parse(given: Record<string, string | undefined>): { s: Parsed; wrong: ReadonlySet<unknown>; lines: string[] } {
  const issues = SettingsShape.safeParse(given).error?.issues ?? [];
  const wrong = new Set<unknown>(issues.map((issue) => issue.path[0]));
  const right = SettingsShape.parse(Object.fromEntries(Object.entries(given).filter(([name]) => !wrong.has(name))));
  return { s: { ...given, ...right }, wrong, lines: issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`) };
}

function readVersion(): string {
  return (JSON.parse(readFileSync('package.json', 'utf8')) as { version: string }).version;
}
