import type { MeetingPlace, MeetingState } from '#lotse/contract';

/** An invented person in the running hour of the demo. */
export interface CastMember {
  person: string;
  seat: 'tutor' | 'trainee';
  place: MeetingPlace;
}
export interface Scene {
  state: MeetingState;
  cast: readonly CastMember[];
  /** How long something has been so, in ms; counted from the first time it was asked for. */
  since: (what: string) => number;
}
export type Act = { by: string } & (
  | { do: 'answer'; opening: string; isRight: boolean }
  | { do: 'vote'; poll: string; choice: number }
  | { do: 'raise'; topic: string }
  | { do: 'lower' | 'open-exercise' | 'open-poll' }
  | { do: 'help' }
  | { do: 'chat'; text: string }
  | { do: 'call' | 'done'; person: string }
  | { do: 'show'; opening: string; stage: 'answers' | 'solution' }
  | { do: 'close-exercise'; opening: string }
  | { do: 'close-poll'; poll: string }
);

const S = 1000;
const TOPICS = ['Zählt der erste Tag mit?', 'Was ist, wenn ich krank bin?', 'Muss ich einen Grund nennen?', 'Gilt das auch in der Teilzeit?'];
const REPLIES = ['Alles klar.', 'Okay, danke.', 'Habe ich verstanden.'];

/** Who looks around: everybody in the hour who is not of the cast. */
export function visitorsIn({ state, cast }: Pick<Scene, 'state' | 'cast'>): string[] {
  return Object.entries(state.people).flatMap(([person, one]) => (one.here && !one.tapped && !cast.some((known) => known.person === person) ? [person] : []));
}

/**
 * What the cast does next, one thing at a time. While nobody looks, nothing. A visitor who sits as tutor leads the hour; without
 * one the cast's own tutor does. Pure.
 */
export function nextAct(scene: Scene): Act | null {
  const visitors = visitorsIn(scene);
  if (scene.state.phase !== 'live' || visitors.length === 0) return null;
  const leader = scene.cast.find((one) => one.seat === 'tutor');
  const isLed = visitors.some((person) => scene.state.people[person]?.seat === 'tutor');
  return traineeAct(scene, visitors) ?? (isLed || !leader ? null : leadAct(scene, leader.person));
}

function here({ state, cast }: Scene): CastMember[] {
  return cast.filter((one) => one.seat === 'trainee' && state.people[one.person]?.here);
}

function traineeAct(scene: Scene, visitors: readonly string[]): Act | null {
  return answerOf(scene) ?? voteOf(scene) ?? helpOf(scene) ?? handOf(scene) ?? replyOf(scene, visitors);
}

function answerOf(scene: Scene): Act | null {
  const { exercise } = scene.state;
  if (exercise?.stage !== 'open') return null;
  const long = scene.since(`exercise ${exercise.opening}`);
  const at = here(scene).findIndex(({ person }, i) => !exercise.answered.includes(person) && long >= (i + 1) * 7 * S);
  const one = here(scene)[at];
  return one ? { by: one.person, do: 'answer', opening: exercise.opening, isRight: at % 3 !== 1 } : null;
}

function voteOf(scene: Scene): Act | null {
  const poll = scene.state.polls.find((one) => one.result === null);
  if (!poll) return null;
  const long = scene.since(`poll ${poll.poll}`);
  const at = here(scene).findIndex(({ person }, i) => long >= (i + 1) * 4 * S && scene.since(`vote ${poll.poll} ${person}`) < S);
  const one = here(scene)[at];
  return one ? { by: one.person, do: 'vote', poll: poll.poll, choice: (at * 2) % poll.options.length } : null;
}

/** One group calls once in each round of break-outs. */
function helpOf(scene: Scene): Act | null {
  const { breakouts } = scene.state;
  const group = breakouts.open ? breakouts.groups.find((one) => one.members.some((id) => here(scene).some(({ person }) => person === id))) : undefined;
  const member = here(scene).find(({ person }) => group?.members.includes(person));
  if (!group || !member || breakouts.help.length > 0 || scene.since(`breakouts ${String(breakouts.endsAt)} ${group.groupId}`) < 15 * S) return null;
  return scene.since(`helped ${group.groupId}`) < S ? { by: member.person, do: 'help' } : null;
}

/** A called hand goes down after a while where the tutor does not end it; a new one goes up where none is up. */
function handOf(scene: Scene): Act | null {
  const { hands } = scene.state;
  const called = hands.find((hand) => hand.calledAt !== null && here(scene).some(({ person }) => person === hand.person));
  if (called && scene.since(`called ${called.person} ${String(called.calledAt)}`) >= 40 * S) return { by: called.person, do: 'lower' };
  const turns = Object.values(scene.state.people).reduce((sum, one) => sum + one.turns, 0);
  if (hands.length > 0 || scene.since(`no hands ${turns}`) < 45 * S) return null;
  const among = here(scene);
  const one = among[scene.state.seq % Math.max(1, among.length)];
  return one ? { by: one.person, do: 'raise', topic: TOPICS[scene.state.seq % TOPICS.length] ?? '' } : null;
}

function replyOf(scene: Scene, visitors: readonly string[]): Act | null {
  const last = scene.state.chat.at(-1);
  if (!last || last.hidden || last.to !== 'all' || !visitors.includes(last.by ?? '') || scene.since(`line ${last.line}`) < 6 * S) return null;
  const among = here(scene);
  const one = among[last.line % Math.max(1, among.length)];
  return one ? { by: one.person, do: 'chat', text: REPLIES[last.line % REPLIES.length] ?? '' } : null;
}

function leadAct(scene: Scene, by: string): Act | null {
  return leadHands(scene, by) ?? leadExercise(scene, by) ?? leadPoll(scene, by) ?? leadNext(scene, by);
}

function leadHands({ state, since }: Scene, by: string): Act | null {
  const called = state.hands.find((hand) => hand.calledAt !== null);
  if (called) return since(`called ${called.person} ${String(called.calledAt)}`) >= 20 * S ? { by, do: 'done', person: called.person } : null;
  const first = state.hands[0];
  return first && since(`hand ${first.person} ${first.raisedAt}`) >= 20 * S ? { by, do: 'call', person: first.person } : null;
}

function leadExercise({ state, since }: Scene, by: string): Act | null {
  const { exercise } = state;
  if (!exercise) return null;
  const long = since(`${exercise.stage} ${exercise.opening}`);
  const people = Object.entries(state.people).filter(([, one]) => one.seat === 'trainee' && one.here && !one.tapped);
  const isDone = people.every(([person]) => exercise.answered.includes(person));
  const { opening } = exercise;
  if (exercise.stage === 'open') return long >= 120 * S || (isDone && long >= 20 * S) ? { by, do: 'show', opening, stage: 'answers' } : null;
  if (exercise.stage === 'answers') return long >= 20 * S ? { by, do: 'show', opening, stage: 'solution' } : null;
  return long >= 45 * S ? { by, do: 'close-exercise', opening } : null;
}

function leadPoll({ state, since, cast }: Scene, by: string): Act | null {
  const poll = state.polls.find((one) => one.result === null);
  if (!poll) return null;
  const long = since(`poll ${poll.poll}`);
  const people = cast.length - 1 + visitorsIn({ state, cast }).length;
  return long >= 90 * S || (poll.votes >= people && long >= 10 * S) ? { by, do: 'close-poll', poll: poll.poll } : null;
}

/** After a pause the next: a poll after an exercise, an exercise after a poll. */
function leadNext({ state, since }: Scene, by: string): Act | null {
  if (state.exercise || state.polls.some((one) => one.result === null)) return null;
  if (since(`pause ${state.polls.length}`) < 30 * S) return null;
  return { by, do: state.polls.length % 2 === 0 ? 'open-poll' : 'open-exercise' };
}
