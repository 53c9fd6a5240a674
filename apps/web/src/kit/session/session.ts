import type { output } from 'zod/mini';
import { enterUnit, openSession, resumeSession, undisguised, type RunView, type SessionReply } from '#lotse/contract';
import { wipeOthers } from '../state/drafts.js';
import { onceItStands } from '../state/later.js';
import { call, setCredentials } from '../api/call.js';
import { toProblem, type Problem } from '../api/problem.js';
import { LiveValue, useLive } from '../state/live-value.js';
import { enrolmentIn, addressAt } from '../address/addresses.js';
import { firstBody, launchedNow, takeBegun } from './first-call.js';
import { takePreferences } from './preferences.js';
import { tabStore } from '../state/stored.js';

export type Session = Omit<output<typeof SessionReply>, 'token'>;
export type SessionState =
  { at: 'opening' } | { at: 'open'; session: Session } | { at: 'signed-out'; why: 'expired' | 'ended' | 'no-enrolment' } | { at: 'failed'; problem: Problem };

/** The bearer lives here and nowhere else: it is gone with the page. */
let token: string | null = null;
let launched = launchedNow;
const state = new LiveValue<SessionState>({ at: 'opening' });

setCredentials({ token: () => token, onSignedOut: () => leave('expired') });

export function leave(why: 'expired' | 'ended' | 'no-enrolment'): void {
  token = null;
  state.set({ at: 'signed-out', why });
}

let firstRun: RunView | null = null;

/** The run that came along with the session, for the first who asks. */
export function takeFirstRun(unitId: string): RunView | null {
  const run = firstRun;
  firstRun = null;
  return run?.unit.unitId === unitId ? run : null;
}

/** On the page of a task its run comes in the same call. */
async function firstCall(enrolmentId: string): Promise<SessionReply> {
  const body = firstBody(addressAt(window.location.pathname), launched);
  if (body !== null) {
    const { session, run } = await call(enterUnit, { body, begun: takeBegun() });
    firstRun = run;
    return { ...session, token: undisguised(session.token) };
  }
  return launched === null ? call(resumeSession, { body: { enrolmentId } }) : call(openSession, { body: launched });
}

/** Once at the start, and again when the person presses "try again" after a failed connection. */
export async function beginSession(): Promise<void> {
  const enrolmentId = enrolmentIn(window.location.pathname);
  if (enrolmentId === undefined) return leave('no-enrolment');
  state.set({ at: 'opening' });
  try {
    const reply = await firstCall(enrolmentId);
    const isNew = launched !== null;
    launched = null;
    const { token: bearer, ...rest } = reply;
    token = bearer;
    wipeOthers(tabStore, rest.enrolmentId);
    if ('indexedDB' in window) onceItStands(() => import('../state/kept-recordings.js').then((kept) => kept.wipeRecordingsOfOthers(rest.enrolmentId)));
    const session = { ...rest, returnUrl: wayBack(rest, isNew) };
    takePreferences(session.preferences, session.launchLocale);
    state.set({ at: 'open', session });
  } catch (error) {
    const problem = toProblem(error);
    if (problem.passes) state.set({ at: 'failed', problem });
    else leave('expired');
  }
}

/** The way back outlives a reload in this tab; in a frame the LMS stands around us. */
function wayBack({ enrolmentId, returnUrl }: Pick<Session, 'enrolmentId' | 'returnUrl'>, isNew: boolean): string | null {
  const key = `back ${enrolmentId}`;
  if (isNew && returnUrl === null) tabStore.remove(key);
  if (returnUrl !== null) tabStore.set(key, returnUrl);
  return window.self === window.top ? tabStore.get(key) : null;
}

/** After a teacher has chosen what the link opens. */
export function noteTarget(target: Session['target']): void {
  const now = state.get();
  if (now.at === 'open') state.set({ at: 'open', session: { ...now.session, target } });
}

export function useSessionState(): SessionState {
  return useLive(state);
}

/** For pages, which are only shown inside an open session. */
export function useSession(): Session {
  const now = useLive(state);
  if (now.at !== 'open') throw new Error('A page was shown without a session.');
  return now.session;
}

export function isStaff(session: Session): boolean {
  return session.role === 'teacher' || session.role === 'tutor';
}
