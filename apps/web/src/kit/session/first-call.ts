import { addressAt, enrolmentIn, type Address } from '../address/addresses.js';
import { takeCode, type Launched } from './launch.js';

/**
 * A script of its own, which the page names beside its entry: on the page of a task the call that opens session and run goes out
 * while the rest is still on its way. It knows no schemas, which are larger than all of it.
 */
export const FIRST_PATH = '/api/session/unit';

export interface FirstBody {
  code: string | null;
  back?: string;
  enrolmentId: string;
  unitId: string;
}

/** What opens session and run on the page of a task; null on all other pages. */
export function firstBody(address: Address | null, launched: Launched | null): FirstBody | null {
  if (address?.name !== 'task') return null;
  return { code: null, ...launched, enrolmentId: address.values['enr'] ?? '', unitId: address.values['unit'] ?? '' };
}

const NO_ANSWER_MS = 20_000;
const address = addressAt(window.location.pathname);
/** What the launch left in the address. */
export const launchedNow: Launched | null = enrolmentIn(window.location.pathname) === undefined ? null : takeCode(window.location, window.history);
let begun = begin();

function begin(): Promise<Response> | null {
  const body = firstBody(address, launchedNow);
  if (body === null) return null;
  const reply = fetch(FIRST_PATH, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', 'X-Lotse': '1' },
    body: JSON.stringify(body),
    signal: AbortSignal.timeout(NO_ANSWER_MS),
    credentials: 'same-origin',
    cache: 'no-store',
  });
  reply.catch(() => undefined); // whoever takes it hears of it
  return reply;
}

/** The reply on its way, for the first who asks. */
export function takeBegun(): Promise<Response> | null {
  const reply = begun;
  begun = null;
  return reply;
}
