import { expect, test } from '@jest/globals';
import { emptyMeeting, type ChatLine } from '#lotse/contract';
import type { Viewer } from './command.js';
import { maySee, stateFor } from './visibility.js';

const GROUPS = [{ groupId: 'g1', name: 'Tisch', members: ['anna', 'ben'] }];
const trainee = (person: string): Viewer => ({ seat: 'trainee', person, device: null });
const tutor: Viewer = { seat: 'tutor', person: 'karin', device: null };
const device: Viewer = { seat: 'device', person: null, device: 'd' };
const line = (by: string, to: ChatLine['to'], groupId: string | null = null): ChatLine => ({ line: 1, by, to, groupId, text: 'x', at: 0, hidden: false });

test.each<[string, ChatLine, Viewer, boolean]>([
  ['a group reads its lines', line('anna', 'group', 'g1'), trainee('ben'), true],
  ['others do not', line('anna', 'group', 'g1'), trainee('cem'), false],
  ['nor does the room device', line('anna', 'group', 'g1'), device, false],
  ['tutors read along', line('anna', 'group', 'g1'), tutor, true],
  ['a group that was made anew does not read the lines of the one before', line('cem', 'group', 'g0'), trainee('ben'), false],
  ['who has written a line keeps it', line('cem', 'group', 'g0'), trainee('cem'), true],
  ['all read what is for all', line('anna', 'all'), trainee('cem'), true],
  ['what is for the tutors is theirs', line('anna', 'tutors'), trainee('cem'), false],
])('%s', (_, said, viewer, isSeen) => {
  const state = { ...emptyMeeting(), chat: [said], breakouts: { ...emptyMeeting().breakouts, open: true, groups: GROUPS } };
  expect(stateFor(state, viewer).chat).toHaveLength(isSeen ? 1 : 0);
  const audience = said.to === 'group' ? (`group ${said.groupId ?? ''}` as const) : said.to;
  expect(maySee(audience, said.by, viewer, GROUPS)).toBe(isSeen); // broadcast and replay say the same
});
