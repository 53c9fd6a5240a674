import { endAccount, endAllSessions, resumeAccount, saveAccountLocale, type AccountSession } from '#lotse/contract';
import type { output } from 'zod/mini';
import { call, setCredentials } from '../api/call.js';
import { toProblem, type Problem } from '../api/problem.js';
import { LiveValue, useLive } from '../state/live-value.js';
import { navigate } from '../address/nav.js';
import { preferences, showPreferences } from './preferences.js';
import type { Locale } from './locale.js';
import { mayLeave } from './unsaved.js';

type Reply = output<typeof AccountSession>;
export type Me = Omit<Reply, 'token'>;
export type Tenant = Me['tenants'][number];
export type AccountState = { at: 'opening' } | { at: 'out'; why: 'none' | 'over' | 'left' } | { at: 'open'; me: Me } | { at: 'failed'; problem: Problem };

/** The bearer lives here and nowhere else: it is gone with the page, and the cookie gives it back. */
let token: string | null = null;
const state = new LiveValue<AccountState>({ at: 'opening' });

function out(why: 'none' | 'over' | 'left'): void {
  token = null;
  state.set({ at: 'out', why });
}

/** The first thing a page does. A link for somebody by name (`/a#mail=…`) asks who it is, whoever is signed in here. */
export function begin(): void {
  setCredentials({ token: () => token, onSignedOut: () => out('over') });
  if (window.location.hash.startsWith('#mail=')) out('none');
  else void resume();
}

export async function resume(): Promise<void> {
  state.set({ at: 'opening' });
  try {
    enter(await call(resumeAccount, { body: {} }));
  } catch (error) {
    const problem = toProblem(error);
    if (problem.passes) state.set({ at: 'failed', problem });
    else out('none');
  }
}

export function enter({ token: bearer, ...me }: Reply): void {
  token = bearer;
  showPreferences({ ...preferences.get(), locale: me.locale });
  state.set({ at: 'open', me });
}

export async function leave(): Promise<void> {
  if (!(await mayLeave())) return;
  await call(endAccount, { body: {} });
  out('left');
  navigate('/a');
}

export async function leaveEverywhere(): Promise<void> {
  await call(endAllSessions, { body: {} });
  out('left');
  navigate('/a');
}

/** Shown at once; kept with the account when there is one. */
export async function chooseLocale(locale: Locale): Promise<void> {
  showPreferences({ ...preferences.get(), locale });
  const now = state.get();
  if (now.at !== 'open') return;
  state.set({ at: 'open', me: { ...now.me, locale } });
  await call(saveAccountLocale, { body: { locale } });
}

export function useAccount(): AccountState {
  return useLive(state);
}

/** For pages that are only shown to somebody signed in. */
export function useMe(): Me {
  const now = useLive(state);
  if (now.at !== 'open') throw new Error('A page was shown without a session.');
  return now.me;
}
