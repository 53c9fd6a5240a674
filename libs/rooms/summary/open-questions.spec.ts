import { expect, test } from '@jest/globals';
import type { ChatLine, MeetingEvent } from '#lotse/contract';
import { openQuestions } from './open-questions.js';

const raised = (person: string, topic: string | null) => ({ seq: 1, at: 0, by: person, type: 'hand.raised', body: { person, topic } }) as MeetingEvent;
const called = (person: string) => ({ seq: 2, at: 0, by: 't', type: 'hand.called', body: { person } }) as MeetingEvent;
const line = (to: ChatLine['to'], text: string, hidden = false): ChatLine => ({ line: 1, by: 'a', to, groupId: null, text, at: 0, hidden });

test.each<[string, MeetingEvent[], ChatLine[], string[]]>([
  ['a topic that nobody called', [raised('a', 'Frist?')], [], ['Frist?']],
  ['a called one was taken up', [raised('a', 'Frist?'), called('a')], [], []],
  ['raised again after a call', [raised('a', 'Frist?'), called('a'), raised('a', 'Form?')], [], ['Form?']],
  ['a hand without a topic asks nothing', [raised('a', null)], [], []],
  ['a line to the tutors', [], [line('tutors', 'Ich komme nicht mit.')], ['Ich komme nicht mit.']],
  ['a line to all and a hidden one are none', [], [line('all', 'Hallo'), line('tutors', '', true)], []],
  ['of somebody who was erased only the number is left', [{ ...raised('a', 'Frist?'), body: null } as unknown as MeetingEvent], [], []],
])('%s', (_, events, chat, expected) => expect(openQuestions(events, { chat }).map(({ text }) => text)).toEqual(expected));
