import ipaddr from 'ipaddr.js';
import { originOf } from '../platforms/platforms.service.js';
import type { FieldCode } from '../help/registration-codes.js';

export interface WrongField {
  field: string;
  code: FieldCode;
}
type Values = Readonly<Record<string, string | null>>;

const LONGEST = 2_000;
const LONGEST_ID = 255;
const ADDRESSES = ['authUrl', 'tokenUrl', 'jwksUrl'] as const;
/** Needed by every platform; a deployment may be told by the first launch, and an audience is the token URL by default. */
const NEEDED = ['name', 'issuer', 'clientId', ...ADDRESSES] as const;

/** Everything wrong with typed-in values, one problem per field. `mayAsk` is the rule of the safe fetch. */
export function wrongFields(values: Values, ours: string, mayAsk: (url: string) => boolean): WrongField[] {
  return Object.entries(values).flatMap(([field, value]) => {
    const code = wrongWith(field, value ?? '', ours, mayAsk);
    return code ? [{ field, code }] : [];
  });
}

function wrongWith(field: string, value: string, ours: string, mayAsk: (url: string) => boolean): FieldCode | null {
  if (value === '') return (NEEDED as readonly string[]).includes(field) ? 'field.missing' : null;
  if (value.length > (field === 'clientId' || field === 'deploymentId' || field === 'name' ? LONGEST_ID : LONGEST) || /\p{Cc}/u.test(value))
    return 'field.too-long';
  if (field === 'issuer') return wrongIssuer(value, ours);
  return (ADDRESSES as readonly string[]).includes(field) ? wrongAddress(value, ours, mayAsk) : null;
}

/** An issuer may be any text; one that is an address needs a host that is one. */
function wrongIssuer(value: string, ours: string): FieldCode | null {
  if (/^https?:/i.test(value) && originOf(value) === null) return 'field.url';
  return URL.parse(value)?.origin === ours ? 'field.own' : null;
}

function wrongAddress(value: string, ours: string, mayAsk: (url: string) => boolean): FieldCode | null {
  const url = URL.parse(value);
  if (!url || originOf(value) === null || url.username || url.password) return 'field.url';
  if (url.origin === ours) return 'field.own';
  if (mayAsk(value)) return null;
  return url.protocol !== 'https:' || url.port !== '' ? 'field.https' : isAddress(url.hostname) ? 'field.private' : 'field.url';
}

function isAddress(host: string): boolean {
  return ipaddr.isValid(host.replace(/^\[|\]$/g, ''));
}
