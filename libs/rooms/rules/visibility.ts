import type { Audience, ChatLine, MeetingEvent, MeetingState } from '#lotse/contract';
import type { Viewer } from './command.js';

/** An event with who may see it. */
export interface Recorded {
  event: MeetingEvent;
  audience: Audience;
}

/**
 * The one rule of who sees what, for broadcast, replay and snapshot alike. Tutors see everything that is said in their meeting;
 * everybody sees what they did themselves.
 */
export function maySee(audience: Audience, by: string | null, viewer: Viewer, groups: MeetingState['breakouts']['groups']): boolean {
  if (audience === 'all' || viewer.seat === 'tutor') return true;
  if (by !== null && (by === viewer.person || by === viewer.device)) return true;
  const [kind, id = ''] = audience.split(' ');
  if (kind === 'devices') return viewer.seat === 'device';
  if (kind === 'person') return viewer.person === id;
  if (kind === 'group') return viewer.person !== null && groups.some((group) => group.groupId === id && group.members.includes(viewer.person ?? ''));
  return false;
}

/** An event as this viewer gets it, or null. `state` is the newest: a line that was hidden since has no text any more. */
export function shownTo(recorded: Recorded, viewer: Viewer, state: MeetingState): MeetingEvent | null {
  const { event, audience } = recorded;
  if (!maySee(audience, event.by, viewer, state.breakouts.groups)) return null;
  const isMine = event.by !== null && event.by === viewer.person;
  if (event.type === 'poll.voted' && !isMine) return { ...event, by: null };
  if (event.type === 'exercise.answered' && !isMine && viewer.seat !== 'tutor') return { ...event, by: null };
  if (event.type === 'chat.posted' && state.chat.some((one) => one.line === event.seq && one.hidden)) return { ...event, body: { ...event.body, text: '' } };
  return event;
}

/** Of these events those that this viewer gets. */
export function allShownTo(recorded: readonly Recorded[], viewer: Viewer, state: MeetingState): MeetingEvent[] {
  return recorded.map((one) => shownTo(one, viewer, state)).filter((event) => event !== null);
}

/** True where every viewer gets the same, so that it is made ready once for all. */
export function isForAll({ event, audience }: Recorded): boolean {
  return audience === 'all' && event.type !== 'poll.voted' && event.type !== 'exercise.answered';
}

function audienceOf({ to, groupId }: Pick<ChatLine, 'to' | 'groupId'>): Audience {
  return to === 'group' ? `group ${groupId ?? ''}` : to;
}

/** The state as this viewer may know it: the same as if they had been there and kept what they saw. */
export function stateFor(state: MeetingState, viewer: Viewer): MeetingState {
  const isTutor = viewer.seat === 'tutor';
  const own = (persons: readonly string[]) => persons.filter((person) => person === viewer.person);
  const mine = state.breakouts.groups.filter((group) => viewer.person !== null && group.members.includes(viewer.person)).map((group) => group.groupId);
  return {
    ...state,
    chat: state.chat.filter((line) => maySee(audienceOf(line), line.by, viewer, state.breakouts.groups)),
    polls: state.polls.map((poll) => ({
      ...poll,
      voters: own(poll.voters),
      result: poll.result && { ...poll.result, choices: isTutor ? poll.result.choices : null },
    })),
    exercise: state.exercise && { ...state.exercise, answered: isTutor ? state.exercise.answered : own(state.exercise.answered) },
    breakouts: { ...state.breakouts, help: isTutor ? state.breakouts.help : state.breakouts.help.filter((id) => mine.includes(id)) },
  };
}
