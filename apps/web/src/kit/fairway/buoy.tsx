import type { MasteryState as MasterySchema } from '#lotse/contract';
import type { output } from 'zod/mini';
import { m } from '../../paraglide/messages.js';

export type Mastery = output<typeof MasterySchema>;

const WORD: Record<Mastery, () => string> = {
  new: m.mastery_new,
  practising: m.mastery_practising,
  secure: m.mastery_secure,
  firm: m.mastery_firm,
  shaky: m.mastery_shaky,
};

export function masteryWord(state: Mastery): string {
  return WORD[state]();
}

const MEANS: Record<Mastery, () => string> = {
  new: m.mastery_new_means,
  practising: m.mastery_practising_means,
  secure: m.mastery_secure_means,
  firm: m.mastery_firm_means,
  shaky: m.mastery_shaky_means,
};
export const masteryMeaning = (state: Mastery): string => MEANS[state]();

const BODY = 'M15.5 11h9l4 19h-17z';
const LOWER_HALF = 'M13.4 21h13.2l1.9 9h-17z';

/** Hollow: new. Half: practising. Full: secure. Full with a mark: firm. Tilted: shaky. The word stands beside it. */
export function BuoySign({ state }: { state: Mastery }) {
  const full = state === 'secure' || state === 'firm';
  const half = state === 'practising' || state === 'shaky';
  return (
    <svg className={`buoy buoy-${state}`} viewBox="0 0 40 42" width="40" height="42" aria-hidden="true">
      <g transform={state === 'shaky' ? 'rotate(20 20 30)' : undefined}>
        <path className="buoy-back" d={BODY} />
        {half && <path d={LOWER_HALF} fill="currentColor" />}
        <path d={BODY} fill={full ? 'currentColor' : 'none'} stroke="currentColor" strokeWidth="2.2" strokeLinejoin="round" />
        <path d="M20 11V6" stroke="currentColor" strokeWidth="2.2" strokeLinecap="round" />
        {state === 'firm' && <path d="M20 1l5 4.2-5 4.2-5-4.2z" fill="currentColor" />}
        {state === 'firm' && <path className="buoy-tick" d="M16 20.5l3 3.2 5.2-6" />}
      </g>
      <path className="buoy-water" d="M3 34c2.9-2.6 5.7-2.6 8.5 0s5.7 2.6 8.5 0 5.7-2.6 8.5 0 5.7 2.6 8.5 0" />
    </svg>
  );
}
