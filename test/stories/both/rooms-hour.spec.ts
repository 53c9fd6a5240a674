import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { CatalogService } from '#lotse/catalog';
import * as c from '#lotse/contract';
import { solve, wrongAnswer } from '#lotse/marking';
import { LiveServer } from '#lotse/rooms';
import { startForTest, type TestServer } from '../../world/harness.js';
import { deviceIn, personIn, until, type LiveVisitor } from '../../world/live-visitor.js';
import { Visitor } from '../../world/visitor.js';

let server: TestServer;
let karin: Visitor;
let meetingId = '';
let roomId = '';
const at: Record<string, LiveVisitor> = {};
const who = (name: string) => at[name] as LiveVisitor;

beforeAll(async () => {
  server = await startForTest();
  karin = await new Visitor(server, 'lernwerk').launch('karin.thomsen', 'probezeit');
}, 180_000);
afterAll(async () => {
  for (const one of Object.values(at)) one.leave();
  await server?.stop();
});
/** Time passes for everybody who is connected: something is heard of them, then the server looks around. */
async function pass(ms: number): Promise<void> {
  server.clock.advance(ms);
  for (const one of everybody()) if (one.socket?.connected) await one.say(c.clockPing, { t0: 0 });
  await tick();
}
const tick = () => server.started.app.get(LiveServer).tick();
const everybody = () => Object.values(at);
const inStep = async () => {
  const seq = Math.max(...everybody().map((one) => one.state.seq));
  await until(`everybody at ${seq}`, () => everybody().every((one) => one.state.seq === seq || !one.socket?.connected));
};

test('the tutor opens a room of the course and starts the hour', async () => {
  roomId = (
    await karin.call(
      c.addRoom,
      { enrolmentId: karin.enrolmentId },
      { title: 'Stütz- und Förderunterricht Dienstag', placeLabel: 'B 12', media: 'none', link: null },
    )
  ).roomId;
  meetingId = (await karin.call(c.startMeeting, { enrolmentId: karin.enrolmentId, roomId }, {})).meetingId;
  expect((await karin.call(c.startMeeting, { enrolmentId: karin.enrolmentId, roomId }, {})).meetingId).toBe(meetingId);
  at['karin'] = await personIn(server, karin, () => meetingId).join();
  await until('karin is there', () => Boolean(who('karin').state.people[who('karin').person]?.here));
  expect(who('karin').welcomes[0]).toMatchObject({
    kind: 'snapshot',
    meeting: { title: 'Stütz- und Förderunterricht Dienstag', placeLabel: 'B 12' },
    me: { seat: 'tutor' },
  });
});

test('a tablet becomes the room device, and people come in from two places', async () => {
  const { code } = await who('karin').say(c.pairingCode);
  at['device'] = await (await deviceIn(server, code)).join();
  const { code: pin } = await who('device').say(c.checkInCode);
  for (const [name, login] of [
    ['amira', 'amira.haddad'],
    ['jonas', 'jonas.petersen'],
    ['lea', 'lea.brandt'],
  ] as const)
    at[name] = await personIn(server, await new Visitor(server, 'lernwerk').launch(login, 'probezeit'), () => meetingId).join();
  await who('amira').say(c.checkIn, { code: pin });
  await who('jonas').say(c.setPlace, { place: 'home' });
  await who('lea').say(c.setPlace, { place: 'firm' });
  await inStep();
  const places = Object.fromEntries(['amira', 'jonas', 'lea'].map((name) => [name, who('karin').state.people[who(name).person]?.place]));
  expect(places).toEqual({ amira: 'room', jonas: 'home', lea: 'firm' });
  const { names } = await who('device').say(c.peopleNames);
  expect(names[who('amira').person]).toContain('Amira');
});

test('one queue of hands over both places, in turn', async () => {
  await who('jonas').say(c.raiseHand, { topic: 'Probezeit bei Krankheit' });
  await who('lea').say(c.raiseHand);
  await who('amira').say(c.raiseHand);
  await who('karin').say(c.handOrder, { order: 'alternate' });
  await who('karin').say(c.callHand, { person: who('jonas').person });
  await inStep();
  const queue = c.handQueue(who('device').state).map((hand) => hand.person);
  expect(queue).toEqual([who('jonas').person, who('amira').person, who('lea').person]);
  await who('karin').say(c.doneHand, { person: who('jonas').person });
  await who('lea').say(c.lowerHand);
  expect(await who('amira').refusal(c.callHand, { person: who('amira').person })).toBe('role.unfit');
});

test('chat: to all, to the tutors; a hidden line loses its text for whoever comes later', async () => {
  await who('amira').say(c.postChat, { text: 'Wo ist das Arbeitsblatt?', to: 'all' });
  await who('jonas').say(c.postChat, { text: 'Ich komme nicht mit.', to: 'tutors' });
  await inStepFor(['karin', 'jonas']);
  expect(who('lea').state.chat.map((line) => line.text)).toEqual(['Wo ist das Arbeitsblatt?']);
  expect(who('karin').state.chat.map((line) => line.text)).toEqual(['Wo ist das Arbeitsblatt?', 'Ich komme nicht mit.']);
  expect(who('jonas').state.chat).toHaveLength(2);
  await who('karin').say(c.hideChat, { line: who('karin').state.chat[0]?.line });
  await inStep();
  who('lea').leave();
  await who('lea').join(undefined, { lastSeq: 0 });
  expect(JSON.stringify(who('lea').welcomes.at(-1))).not.toContain('Arbeitsblatt');
  await who('karin').say(c.setLock, { lock: 'chat', on: true });
  expect(await who('lea').refusal(c.postChat, { text: 'Hallo', to: 'all' })).toBe('chat.off');
  await who('lea').say(c.postChat, { text: 'Hallo', to: 'tutors' });
});

const inStepFor = (names: string[]) => until('in step', () => new Set(names.map((name) => who(name).state.seq)).size === 1);

test('a poll: nobody knows who chose what, and what was sent again counts once', async () => {
  await who('karin').say(c.openPoll, { question: 'Wie lange höchstens?', options: ['3 Monate', '4 Monate'], several: false, named: false });
  await inStep();
  const poll = who('lea').state.polls[0]?.poll ?? '';
  const id = randomUUID();
  const first = await who('lea').send(c.votePoll.channel, { poll, choices: [0] }, id);
  expect(await who('lea').send(c.votePoll.channel, { poll, choices: [0] }, id)).toEqual(first);
  expect(await who('lea').refusal(c.votePoll, { poll, choices: [1] }, id)).toBe('command.changed');
  await who('lea').say(c.votePoll, { poll, choices: [1] });
  await who('jonas').say(c.votePoll, { poll, choices: [1] });
  expect([await who('lea').say(c.ownVote, { poll }), await who('amira').say(c.ownVote, { poll })]).toEqual([{ choices: [1] }, { choices: [] }]);
  await who('karin').say(c.tallyPoll, { poll, counts: [1, 2] });
  await inStep();
  expect(who('karin').state.polls[0]).toMatchObject({ votes: 2, voters: [], result: null });
  await who('karin').say(c.closePoll, { poll });
  await inStep();
  expect(who('amira').state.polls[0]?.result).toEqual({ counts: [1, 4], split: null, choices: null });
  expect(await who('amira').refusal(c.votePoll, { poll, choices: [0] })).toBe('poll.closed');
  expect(await rows('meeting_vote')).toBe(0);
});

const rows = async (table: string) => {
  const tenant = await tenantOf();
  const [row] = await server.db.job(tenant, (tx) => tx.query<{ n: number }[]>(`select count(*)::int as n from ${table}`));
  return row?.n;
};
const tenantOf = async () => {
  const [row] = await server.db.gate('seed', (tx) => tx.query<{ id: string }[]>('select id from tenant where name = $1', [server.site('lernwerk').name]));
  return row?.id ?? '';
};

test('everybody works on one exercise: verdicts are held back until the tutor shows them, and then nothing more is taken', async () => {
  const [unitId, exerciseId] = ['wiso-probezeit-kuendigung', await firstExercise()];
  expect(await who('karin').refusal(c.openExercise, { unitId, exerciseId: 'no.such.task' })).toBe('task.unknown');
  await who('karin').say(c.openExercise, { unitId, exerciseId });
  await inStep();
  const opening = who('lea').state.exercise?.opening ?? '';
  const { task } = await who('lea').say(c.takeExercise, { opening });
  expect((await who('device').say(c.takeExercise, { opening })).task).toEqual(task);
  const [right, wrong] = await answersTo(unitId, exerciseId);
  const answer = (response: unknown) => ({ opening, answerId: randomUUID(), response, device: 'd', sequence: 0, clientTime: server.clock.now().toISOString() });
  await who('lea').say(c.answerExercise, answer(right));
  await who('jonas').say(c.answerExercise, answer(wrong));
  await inStep();
  expect(who('karin').state.exercise).toMatchObject({ answers: 2, stage: 'open', summary: null });
  expect(who('amira').state.exercise?.answered).toEqual([]);
  const held = await who('lea').say(c.takeExercise, { opening });
  expect(held).toMatchObject({ answered: true, response: right, outcome: null, shown: null });
  expect((await who('device').say(c.takeExercise, { opening })).shown).toBeNull();
  await who('karin').say(c.showExercise, { opening, stage: 'answers' });
  expect(await who('amira').refusal(c.answerExercise, answer(right))).toBe('exercise.over');
  await inStep();
  const summary = c.AnswersSummary.parse(who('amira').state.exercise?.summary);
  expect([summary.answers, JSON.stringify(summary).includes(who('lea').person), /"right":(true|false)/.test(JSON.stringify(summary))]).toEqual([
    2,
    false,
    false,
  ]);
  await who('karin').say(c.showExercise, { opening, stage: 'solution' });
  expect((await who('lea').say(c.takeExercise, { opening })).outcome).toMatchObject({ verdict: 'right' });
  expect((await who('jonas').say(c.takeExercise, { opening })).outcome?.verdict).not.toBe('right');
  // also for whoever gave no answer, the tutor and the beamer
  for (const one of ['amira', 'karin', 'device'] as const) {
    const { outcome, shown } = await who(one).say(c.takeExercise, { opening });
    expect([outcome, shown?.solution]).toEqual([null, right]);
  }
  await who('karin').say(c.closeExercise, { opening });
  await inStep();
  expect(who('lea').state.exercise).toBeNull();
});

const packaged = async (unitId: string) => {
  const tenant = await tenantOf();
  const unit = await server.db.job(tenant, (tx) => server.started.app.get(CatalogService).unit(tx, tenant, unitId));
  return unit?.package.exercises ?? [];
};
const firstExercise = async () => (await packaged('wiso-probezeit-kuendigung')).find((one) => one.body.kind === 'single-choice')?.id ?? '';
/** A right answer and a wrong one. */
const answersTo = async (unitId: string, exerciseId: string) => {
  const exercise = (await packaged(unitId)).find((one) => one.id === exerciseId);
  if (!exercise) throw new Error('no such exercise');
  return [solve(exercise, { seed: 1 }).solution, wrongAnswer(exercise, { seed: 1 })];
};

test('two groups go into break-outs, one calls for help', async () => {
  const groups = [
    { groupId: randomUUID(), name: 'Tisch 1', members: [who('amira').person] },
    { groupId: randomUUID(), name: 'Online', members: [who('jonas').person, who('lea').person] },
  ];
  await who('karin').say(c.planBreakouts, { groups });
  await who('karin').say(c.openBreakouts, { seconds: 600 });
  await who('jonas').say(c.callForHelp, { wanted: true });
  await until('help', () => who('karin').state.breakouts.help.length === 1 && who('lea').state.breakouts.help.length === 1);
  expect(who('amira').state.breakouts.help).toEqual([]);
  await who('karin').say(c.helpGroup, { groupId: groups[1]?.groupId });
  await who('karin').say(c.tellBreakouts, { text: 'Noch fünf Minuten' });
  await pass(600_000);
  await until('back', () => !who('lea').state.breakouts.open);
});

test('the network at home fails for a minute: the hand is kept, what was missed is replayed', async () => {
  await who('jonas').say(c.raiseHand);
  who('jonas').cut();
  await until('cut off', () => !who('jonas').socket?.connected);
  await new Promise((resolve) => setTimeout(resolve, 100));
  await pass(30_000);
  await until('away', () => who('karin').away.includes(who('jonas').person));
  await who('karin').say(c.startTimer, { label: 'Aufgabe 3', seconds: 300 });
  await pass(30_000);
  expect(who('karin').state.hands.map((hand) => hand.person)).toContain(who('jonas').person);
  await who('jonas').join();
  expect(who('jonas').welcomes.at(-1)).toMatchObject({ kind: 'replay' });
  expect(who('jonas').state.timer?.label).toBe('Aufgabe 3');
  await tick();
  await until('nobody away', () => who('karin').away.length === 0);
});

test('who is gone for more than 90 seconds loses seat and hand', async () => {
  await who('lea').say(c.raiseHand);
  who('lea').leave();
  await new Promise((resolve) => setTimeout(resolve, 100));
  await pass(91_000);
  await until('gone', () => who('karin').state.people[who('lea').person]?.here === false);
  expect(who('karin').state.hands.map((hand) => hand.person)).not.toContain(who('lea').person);
  await who('lea').join();
  await until('back', () => who('karin').state.people[who('lea').person]?.here === true);
});

test('the server is stopped and started: everybody is told, comes back, and the hour goes on where it was', async () => {
  const before = structuredClone(who('karin').state);
  await server.restart();
  expect(everybody().map((one) => one.bye)).toEqual(everybody().map(() => 'server'));
  for (const one of everybody()) await one.join();
  expect(who('karin').state).toEqual(before);
  await who('karin').say(c.postChat, { text: 'Weiter geht es.', to: 'all' });
  await inStep();
  who('amira').leave();
  await who('amira').join(undefined, { lastSeq: 0 });
  expect(who('amira').state.chat.at(-1)?.text).toBe('Weiter geht es.');
});

test('the hour ends: everybody is let out, the device is no seat any more, nothing is taken', async () => {
  await who('karin').say(c.endMeeting);
  await until('all out', () => everybody().every((one) => one.bye === 'ended'));
  await expect(who('device').join()).rejects.toThrow('device.unknown');
  await expect(who('lea').join()).rejects.toThrow('meeting.over');
  const page = await karin.call(c.roomPage, { enrolmentId: karin.enrolmentId, roomId });
  expect(page.meetings).toEqual([expect.objectContaining({ meetingId, state: 'ended', endedBy: 'tutor' })]);
  expect(page.room.live).toBeNull();
});
