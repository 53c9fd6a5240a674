import { expect, test } from '@jest/globals';
import { emptyMeeting, type MeetingState, type PersonHere } from '#lotse/contract';
import { nextAct, type CastMember, type Scene } from './demo-cast-rules.js';

const person = (seat: PersonHere['seat'], more: Partial<PersonHere> = {}): PersonHere => ({
  ...{ seat, place: 'room', here: true, cameAt: 0, tapped: false, checkedInAt: null, turns: 0, lastTurnAt: null },
  ...more,
});
const CAST: CastMember[] = [
  { person: 'bernd', seat: 'tutor', place: 'room' },
  { person: 'olha', seat: 'trainee', place: 'room' },
  { person: 'lea', seat: 'trainee', place: 'home' },
];
const TRAINEE = { visitor: person('trainee') };
const TUTOR = { visitor: person('tutor') };
const EXERCISE = { opening: 'o', unitId: 'u', exerciseId: 'e', stage: 'open' as const, answered: ['olha'], answers: 1, summary: null };
const POLL = {
  ...{ poll: 'p', question: '', options: ['a', 'b', 'c'], several: false, named: false, openedAt: 0, endsAt: null },
  ...{ votes: 0, voters: [], tally: null, hidden: false, result: null },
};
const LINE = { line: 1, by: 'visitor', to: 'all' as const, groupId: null, text: 'Hallo', at: 0, hidden: false };

function scene(visitor: Record<string, PersonHere>, more: Partial<MeetingState>, longMs = 300_000): Scene {
  const people = { bernd: person('tutor'), olha: person('trainee'), lea: person('trainee', { place: 'home' }), ...visitor };
  const first = new Set<string>();
  return {
    state: { ...emptyMeeting(), phase: 'live', people, ...more },
    cast: CAST,
    since: (what) => {
      const isOnce = what.startsWith('vote') || what.startsWith('helped');
      if (!isOnce || first.has(what)) return longMs;
      first.add(what);
      return 0;
    },
  };
}

test.each<[string, Scene, object | null]>([
  ['nobody looks: nothing happens', scene({}, { exercise: EXERCISE }), null],
  ['somebody tapped present is no visitor', scene({ finn: person('trainee', { tapped: true }) }, { exercise: EXERCISE }), null],
  ['who has not answered does', scene(TRAINEE, { exercise: EXERCISE }), { by: 'lea', do: 'answer', opening: 'o' }],
  ['at first nobody has an answer', scene(TUTOR, { exercise: { ...EXERCISE, answered: [] } }, 1000), null],
  ['a poll is voted in', scene(TUTOR, { polls: [POLL], hands: [] }), { by: 'olha', do: 'vote', poll: 'p', choice: 0 }],
  ['a visitor who teaches is waited for', scene(TUTOR, { exercise: { ...EXERCISE, answered: ['olha', 'lea'] }, hands: [hand('lea')] }), null],
  [
    'for a trainee the tutor of the cast shows the answers',
    scene(TRAINEE, { exercise: { ...EXERCISE, answered: ['olha', 'lea', 'visitor'] }, hands: [] }, 40_000),
    { by: 'bernd', do: 'show', stage: 'answers' },
  ],
  ['a hand is called', scene(TRAINEE, { hands: [hand('lea')] }), { by: 'bernd', do: 'call', person: 'lea' }],
  ['where none is up one goes up', scene(TUTOR, {}), { do: 'raise' }],
  ['a line of a visitor is answered', scene(TUTOR, { chat: [LINE], hands: [hand('lea')] }), { do: 'chat' }],
  ['after an hour nothing happens', scene(TUTOR, { phase: 'ended', exercise: EXERCISE }), null],
])('%s', (_, given, expected) => {
  const act = nextAct(given);
  if (expected === null) expect(act).toBeNull();
  else expect(act).toMatchObject(expected);
});

function hand(of: string): MeetingState['hands'][number] {
  return { person: of, topic: null, raisedAt: 0, calledAt: null, byTutor: false };
}
