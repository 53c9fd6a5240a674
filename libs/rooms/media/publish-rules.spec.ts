import { describe, expect, it } from '@jest/globals';
import { emptyMeeting, type MediaPeer, type MeetingPlace, type MeetingState } from '#lotse/contract';
import type { Viewer } from '../rules/command.js';
import { circleOf, whyNot } from './publish-rules.js';

const trainee: Viewer = { seat: 'trainee', person: 'amira', device: null };
const tutor: Viewer = { seat: 'tutor', person: 'karin', device: null };
const beamer: Viewer = { seat: 'device', person: null, device: 'beamer' };
const at = (place: MeetingPlace | null) => ({
  seat: 'trainee' as const,
  place,
  here: true,
  cameAt: 0,
  tapped: false,
  checkedInAt: null,
  turns: 0,
  lastTurnAt: null,
});
const meeting = (more: Partial<MeetingState> = {}): MeetingState => ({ ...emptyMeeting(), people: { amira: at('home'), karin: at(null) }, ...more });
const inRoom = (microphone: string | null) => meeting({ people: { amira: at('room'), karin: at('room') }, microphone });
const locks = (...on: ('microphones' | 'cameras')[]) => ({ ...emptyMeeting().locks, ...Object.fromEntries(on.map((lock) => [lock, true])) });
const sound = { audio: true, video: false, lowData: false, circle: null };
const picture = { ...sound, audio: false, video: true };
const cameras = (n: number) => Array.from({ length: n }, () => ({ ...picture }) as MediaPeer);

describe('who may speak and show', () => {
  it.each([
    ['at home', meeting(), trainee, [], sound, null],
    ['while microphones are locked', meeting({ locks: locks('microphones') }), trainee, [], sound, 'microphone.off'],
    ['as a tutor while they are locked', meeting({ locks: locks('microphones') }), tutor, [], sound, null],
    ['in the room without the microphone', inRoom(null), trainee, [], sound, 'microphone.taken'],
    ['in the room while the beamer has it', inRoom('beamer'), trainee, [], sound, 'microphone.taken'],
    ['in the room with it', inRoom('amira'), trainee, [], sound, null],
    ['a tutor in the room without it', inRoom('beamer'), tutor, [], sound, 'microphone.taken'],
    ['the beamer without it', inRoom('amira'), beamer, [], sound, 'microphone.taken'],
    ['the beamer with it', inRoom('beamer'), beamer, [], sound, null],
    ['a fourth camera', meeting(), trainee, cameras(3), picture, null],
    ['a fifth camera', meeting(), trainee, cameras(4), picture, 'camera.full'],
    ['while cameras are locked', meeting({ locks: locks('cameras') }), trainee, [], picture, 'camera.off'],
    ['with nothing, whatever is locked', meeting({ locks: locks('cameras', 'microphones') }), trainee, cameras(4), { ...sound, audio: false }, null],
  ] as const)('%s', (_, state, viewer, others, wish, why) => expect(whyNot(state, viewer, others, wish)).toBe(why));
});

describe('with whom somebody is', () => {
  const groups = [
    { groupId: 'a', name: 'A', members: ['amira'] },
    { groupId: 'b', name: 'B', members: ['jonas'] },
  ];
  const open = meeting({ breakouts: { open: true, endsAt: null, groups, help: [], said: null } });
  it.each([
    ['a trainee: the own group, whatever is wished', open, trainee, 'b', 'a'],
    ['a tutor: where they went', open, tutor, 'b', 'b'],
    ['a tutor who went nowhere', open, tutor, null, null],
    ['a tutor in a group that is none', open, tutor, 'c', null],
    ['everybody together while no groups are open', meeting(), tutor, 'b', null],
  ] as const)('%s', (_, state, viewer, wished, circle) => expect(circleOf(state, viewer, wished)).toBe(circle));
});
