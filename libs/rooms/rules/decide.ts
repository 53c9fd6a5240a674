import { Problem } from '#lotse/base';
import * as c from '#lotse/contract';
import type { ChannelBody, MeetingState } from '#lotse/contract';
import * as breakouts from './breakout-rules.js';
import type { Command, Decided, Facts, RuleContext, Rule } from './command.js';
import * as exercises from './exercise-rules.js';
import * as lesson from './lesson-rules.js';
import * as people from './people-rules.js';
import * as polls from './poll-rules.js';
import * as server from './server-rules.js';

type Table = Map<string, Rule<never>>;

function on<C extends { channel: string }>(table: Table, channel: C, rule: Rule<ChannelBody<C>>): Table {
  return table.set(channel.channel, rule);
}

const RULES: Table = new Map();
on(RULES, c.setPlace, people.setPlace);
on(RULES, c.checkIn, people.checkIn);
on(RULES, c.tapPresent, people.tapPresent);
on(RULES, c.removePerson, people.removePerson);
on(RULES, c.readmitPerson, people.readmitPerson);
on(RULES, c.revokeDevice, people.revokeDevice);
on(RULES, c.takeMicrophone, people.takeMicrophone);
on(RULES, c.giveMicrophone, people.giveMicrophone);
on(RULES, c.raiseHand, lesson.raiseHand);
on(RULES, c.raiseHandFor, lesson.raiseHandFor);
on(RULES, c.lowerHand, lesson.lowerHand);
on(RULES, c.callHand, lesson.callHand);
on(RULES, c.doneHand, lesson.doneHand);
on(RULES, c.handOrder, lesson.handOrder);
on(RULES, c.postChat, lesson.postChat);
on(RULES, c.hideChat, lesson.hideChat);
on(RULES, c.startTimer, lesson.startTimer);
on(RULES, c.stopTimer, lesson.stopTimer);
on(RULES, c.setLock, lesson.setLock);
on(RULES, c.followBoard, lesson.showPage);
on(RULES, c.openPoll, polls.openPoll);
on(RULES, c.votePoll, polls.votePoll);
on(RULES, c.tallyPoll, polls.tallyPoll);
on(RULES, c.closePoll, polls.closePoll);
on(RULES, c.hidePoll, polls.hidePoll);
on(RULES, c.openExercise, exercises.openExercise);
on(RULES, c.answerExercise, exercises.answerExercise);
on(RULES, c.showExercise, exercises.showExercise);
on(RULES, c.closeExercise, exercises.closeExercise);
on(RULES, c.planBreakouts, breakouts.planBreakouts);
on(RULES, c.openBreakouts, breakouts.openBreakouts);
on(RULES, c.assignBreakout, breakouts.assignBreakout);
on(RULES, c.callForHelp, breakouts.callForHelp);
on(RULES, c.helpGroup, breakouts.helpGroup);
on(RULES, c.tellBreakouts, breakouts.tellBreakouts);
on(RULES, c.closeBreakouts, breakouts.closeBreakouts);
on(RULES, c.endMeeting, (context) => server.endMeeting(context, 'tutor'));

/** What the server does by itself or was asked for over HTTP; no browser can send these names. */
export const SERVER = {
  ...{ started: 'server.started', putBack: 'server.put-back', came: 'server.came', gone: 'server.gone' },
  ...{ paired: 'server.paired', time: 'server.time' },
} as const;
RULES.set(SERVER.started, (({ state }, body: { endsAt: number | null }) =>
  state.phase === 'planned' ? [{ type: 'meeting.started', body }] : []) satisfies Rule<{ endsAt: number | null }>);
RULES.set(SERVER.putBack, server.putBack);
RULES.set(SERVER.came, server.peopleCame);
RULES.set(SERVER.gone, server.peopleGone);
RULES.set(SERVER.paired, server.devicePaired);
RULES.set(SERVER.time, server.timePasses);

/** Commands that read or write rows beside the log: they are stored alone, under a lock. */
const ALONE = new Set<string>([c.closePoll.channel, c.endMeeting.channel, c.revokeDevice.channel, SERVER.putBack, SERVER.time]);
export const isAlone = (command: Command): boolean => ALONE.has(command.name);
export const hasRule = (name: string): boolean => RULES.has(name);

/** Pure: what follows from a command, or why nothing does. `now` is the server's time; a meeting's time never goes back. */
export function decide(state: MeetingState, command: Command, now: number, facts: Facts = {}): Decided[] | Problem {
  const context: RuleContext = { state, by: command.by, now: Math.max(now, state.at), id: command.id, facts };
  try {
    return refuseAbsent(context, command) ?? ruleOf(command.name)(context, command.body as never);
  } catch (error) {
    if (error instanceof Problem) return error;
    throw error;
  }
}

function ruleOf(name: string): Rule<never> {
  const rule = RULES.get(name);
  if (!rule) throw new Error(`no rule for ${name}`);
  return rule;
}

/** A meeting that is over takes nothing more; whoever was removed, and a device that was revoked, find none. */
function refuseAbsent({ state, by }: RuleContext, command: Command): Decided[] | null {
  if (by?.person && state.removed.includes(by.person)) throw new Problem('not-found', 'meeting.unknown');
  if (by?.device && !state.devices[by.device] && state.phase === 'live') throw new Problem('not-found', 'meeting.unknown');
  if (state.phase === 'live' || command.name === SERVER.started) return null;
  if (command.by === null) return [];
  throw new Problem('conflict', state.phase === 'ended' ? 'meeting.over' : 'meeting.not-begun');
}
