import { Problem } from '#lotse/base';
import type { MeetingState, SharedExercise } from '#lotse/contract';
import type { Decided, RuleContext } from './command.js';
import { me } from './people-rules.js';

export function exerciseOf(state: MeetingState, opening: string): SharedExercise {
  if (state.exercise?.opening !== opening) throw new Problem('not-found', 'exercise.unknown');
  return state.exercise;
}

/** That the tenant has this exercise was looked up before. One at a time: the next one closes it. */
export function openExercise({ state, id }: RuleContext, { unitId, exerciseId }: { unitId: string; exerciseId: string }): Decided[] {
  const before: Decided[] = state.exercise ? [{ type: 'exercise.closed', body: { opening: state.exercise.opening } }] : [];
  return [...before, { type: 'exercise.opened', body: { opening: id, unitId, exerciseId } }];
}

/** The answer itself is stored by learning; here it counts. */
export function answerExercise(context: RuleContext, { opening }: { opening: string }): Decided[] {
  const [one, person] = [exerciseOf(context.state, opening), me(context)];
  if (one.stage !== 'open') throw new Problem('conflict', 'exercise.over');
  return [{ type: 'exercise.answered', body: { opening, answers: one.answers + (one.answered.includes(person) ? 0 : 1) } }];
}

export function showExercise({ state, facts }: RuleContext, { opening, stage }: { opening: string; stage: 'answers' | 'solution' }): Decided[] {
  const one = exerciseOf(state, opening);
  if (one.stage === stage || one.stage === 'solution') return [];
  return [{ type: 'exercise.shown', body: { opening, stage, summary: facts.summary ?? one.summary } }];
}

export function closeExercise({ state }: RuleContext, { opening }: { opening: string }): Decided[] {
  return state.exercise?.opening === opening ? [{ type: 'exercise.closed', body: { opening } }] : [];
}
