import { randomUUID } from 'node:crypto';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import * as Y from 'yjs';
import { Db, SETTINGS, type Settings } from '#lotse/base';
import * as contract from '#lotse/contract';
import type { AttendanceSheet, BoardPage, Channel, MeetingPlace } from '#lotse/contract';
import { LiveChannels, Meetings, PresenceService, SERVER, type At, type Connection } from '#lotse/rooms';
import type { DemoSite } from '../demo-lms/index.js';
import type { DemoClock } from './demo-clock.js';
import { addRoom, enrolled } from './demo.queries.js';
import { lessonTasks, type LessonTask } from './demo-lesson-tasks.js';
import { DemoVisitor } from './demo-visitor.js';
import { stableId } from './stable-id.js';

/** The demo's LMS has an activity that opens it (`apps/demo-lms/seed.ts`). */
export const DEMO_ROOM = stableId('room lernwerk');
const DEMO_ROOM_TITLE = 'Stütz- und Förderunterricht';
const DAY_MS = 24 * 3600_000;
const MINUTE_MS = 60_000;
const TUESDAY = 2;
const [FROM, TO] = ['16:30', '18:00'];
const PLACE = 'B 12';
const GROUP = ['olha.kovalenko', 'mehmet.yildiz', 'tariq.rahimi', 'lea.brandt', 'amira.haddad', 'blessing.okafor'];

const RULES = [
  'mindestens 1 Monat, höchstens 4 Monate (§ 20 BBiG)',
  'kündigen: an jedem Tag, ohne Frist (§ 22 Absatz 1 BBiG)',
  'immer schriftlich (§ 22 Absatz 3 BBiG)',
];
const NEXT_TIME = 'Kündigung nach der Probezeit: Wer darf was?';

interface Stage {
  app: NestFastifyApplication;
  clock: DemoClock;
  site: DemoSite;
  tenant: string;
}
/** Somebody who sits in the hour: what a socket of theirs would have said is said by the same channels. */
interface Seated {
  visitor: DemoVisitor;
  person: string;
  connection: Connection;
}

/** A room with an hour that was held and confirmed a week ago, and the next ones of its series. */
export async function seedLessons(app: NestFastifyApplication, clock: DemoClock, site: DemoSite, tenant: string): Promise<void> {
  const stage = { app, clock, site, tenant };
  const now = clock.now();
  const { last, next } = tuesdays(contract.germanDay(now));
  const from = contract.germanTime(last, FROM);
  const { meetingId, page } = await clock.during(new Date(from.getTime() - 2 * DAY_MS), () => prepare(stage, last));
  await hold(stage, { tenant, meeting: meetingId }, from, page);
  await plan(stage, next);
}

/** The last Tuesday before today and the first one after it. */
function tuesdays(today: string): { last: string; next: string } {
  const isTuesday = (day: string) => new Date(`${day}T12:00:00Z`).getUTCDay() === TUESDAY;
  const days = [1, 2, 3, 4, 5, 6, 7];
  const found = (sign: number) => days.map((n) => contract.addDays(today, sign * n)).find(isTuesday) ?? today;
  return { last: found(-1), next: found(1) };
}

async function visit({ app, site }: Stage, person: string): Promise<DemoVisitor> {
  const visitor = new DemoVisitor(app, app.get<Settings>(SETTINGS), site);
  await visitor.launch(person, 'probezeit');
  return visitor;
}

async function personOf({ app, tenant }: Stage, enrolment: string): Promise<{ person: string; course: string }> {
  const row = await app.get(Db).job(tenant, (tx) => enrolled(tx, enrolment));
  if (!row) throw new Error('an enrolment that is gone');
  return row;
}

/** Two days before: the tutor makes the room and the group, writes on the board, and plans the hour. */
async function prepare(stage: Stage, day: string): Promise<{ meetingId: string; page: string }> {
  const { app, tenant, clock } = stage;
  const tutor = await visit(stage, 'karin.thomsen');
  const { person, course } = await personOf(stage, tutor.enrolmentId);
  const room = { tenant, id: DEMO_ROOM, course, title: DEMO_ROOM_TITLE, place: PLACE, by: person, now: clock.now() };
  await app.get(Db).job(tenant, (tx) => addRoom(tx, room));
  const path = `/api/courses/${tutor.enrolmentId}`;
  const personIds: string[] = [];
  for (const one of GROUP) personIds.push((await personOf(stage, (await visit(stage, one)).enrolmentId)).person);
  await tutor.call('POST', `${path}/groups`, { name: 'Dienstagsgruppe', personIds });
  await tutor.call('POST', `${path}/rooms/${DEMO_ROOM}/plan`, await wishOf(tutor, day, null));
  const { meetings } = (await tutor.call('GET', `${path}/plan?day=${day}`)) as { meetings: { meetingId: string }[] };
  const { pages } = (await tutor.call('GET', `${path}/rooms/${DEMO_ROOM}/board`)) as { pages: BoardPage[] };
  return { meetingId: meetings[0]?.meetingId ?? '', page: pages[0]?.pageId ?? '' };
}

async function wishOf(tutor: DemoVisitor, day: string, series: object | null): Promise<object> {
  const { rows } = (await tutor.call('GET', `/api/courses/${tutor.enrolmentId}/groups`)) as { rows: { groupId: string }[] };
  return { day, from: FROM, to: TO, placeLabel: PLACE, supportElement: 'SUPPORT_TEACHING', groupId: rows[0]?.groupId ?? null, tutorId: null, series };
}

async function plan(stage: Stage, day: string): Promise<void> {
  const tutor = await visit(stage, 'karin.thomsen');
  const series = { until: contract.addDays(day, 21), weekdays: [TUESDAY], everyWeeks: 1, land: 'SH', without: [] };
  await tutor.call('POST', `/api/courses/${tutor.enrolmentId}/rooms/${DEMO_ROOM}/plan`, await wishOf(tutor, day, series));
}

const CAME: { who: string; minute: number; place: MeetingPlace }[] = [
  { who: 'olha.kovalenko', minute: -3, place: 'room' },
  { who: 'mehmet.yildiz', minute: 0, place: 'room' },
  { who: 'lea.brandt', minute: -1, place: 'home' },
  { who: 'amira.haddad', minute: 12, place: 'home' },
];

/** The hour itself, minute by minute. Tariq has no phone with him; Blessing does not come. */
async function hold(stage: Stage, at: At, from: Date, page: string): Promise<void> {
  const { clock, app } = stage;
  const minute = (n: number) => new Date(from.getTime() + n * MINUTE_MS);
  const tutor = await clock.during(minute(-6), () => visit(stage, 'karin.thomsen'));
  const path = `/api/courses/${tutor.enrolmentId}`;
  await clock.during(minute(-5), () => tutor.call('POST', `${path}/rooms/${DEMO_ROOM}/meetings`, { meetingId: at.meeting }));
  const leads = await clock.during(minute(-5), () => sit(stage, at, tutor, 'tutor'));
  const seated = new Map<string, Seated>();
  for (const { who, minute: came, place } of CAME)
    await clock.during(minute(came), async () => {
      const one = await sit(stage, at, await visit(stage, who), 'trainee');
      seated.set(who, one);
      await arrive(app, one, leads, place);
    });
  const say = (n: number, who: Seated | undefined, channel: Channel, body: unknown) =>
    who ? clock.during(minute(n), () => take(app, who, channel, body)) : Promise.resolve();
  const tariq = await personOf(stage, (await clock.during(minute(-2), () => visit(stage, 'tariq.rahimi'))).enrolmentId);
  await say(13, leads, contract.tapPresent, { person: tariq.person, present: true });
  await teach(stage, at, { say, leads, seated });
  await say(88, leads, contract.endMeeting, {});
  for (const one of [leads, ...seated.values()]) await clock.during(minute(88), () => app.get(PresenceService).left(one.connection.id));
  await clock.during(minute(40), () => tutor.call('POST', `${path}/rooms/${DEMO_ROOM}/board/${page}`, { update: boardText() }));
  await clock.during(minute(100), () => confirm(tutor, at.meeting));
  await clock.during(minute(180), () => state(stage));
}

interface Played {
  say: (minute: number, who: Seated | undefined, channel: Channel, body: unknown) => Promise<unknown>;
  leads: Seated;
  seated: ReadonlyMap<string, Seated>;
}

/** A poll, two tasks (the second one is hard), a hand that is called and one that nobody came to. */
async function teach(stage: Stage, at: At, played: Played): Promise<void> {
  const { say, leads, seated } = played;
  const [olha, mehmet, lea, amira] = CAME.map(({ who }) => seated.get(who));
  await say(14, lea, contract.postChat, { text: 'Ich höre euch gut.', to: 'all' });
  await ask(stage, at, played, [1, 2, 0, 1]);
  const [easy, hard] = await lessonTasks(stage.app, at.tenant, at.meeting);
  if (!easy || !hard) return;
  await work(stage, at, played, { task: easy, from: 25, isRight: [true, false, true, true] });
  await say(50, mehmet, contract.raiseHand, { topic: 'Gilt die Probezeit auch, wenn ich krank war?' });
  await say(51, leads, contract.callHand, { person: mehmet?.person ?? '' });
  await say(55, leads, contract.doneHand, { person: mehmet?.person ?? '' });
  await work(stage, at, played, { task: hard, from: 60, isRight: [true, false, false, false] });
  await say(84, olha, contract.raiseHand, { topic: 'Muss ich einen Grund nennen?' });
  await say(86, amira, contract.postChat, { text: 'Das mit den Fristen möchte ich noch einmal üben.', to: 'tutors' });
}

async function ask(stage: Stage, at: At, { say, leads, seated }: Played, choices: readonly number[]): Promise<void> {
  const wish = { question: 'Wie sicher bist du bei der Probezeit?', options: ['sicher', 'geht so', 'unsicher'], several: false, named: false };
  await say(15, leads, contract.openPoll, wish);
  const poll = (await stage.app.get(Meetings).of(at)).state.polls.at(-1)?.poll ?? '';
  for (const [i, choice] of choices.entries()) await say(16, seated.get(CAME[i]?.who ?? ''), contract.votePoll, { poll, choices: [choice] });
  await say(17, leads, contract.closePoll, { poll });
}

interface Work {
  task: LessonTask;
  from: number;
  /** In the order of `CAME`. */
  isRight: readonly boolean[];
}

async function work(stage: Stage, at: At, { say, leads, seated }: Played, { task, from, isRight }: Work): Promise<void> {
  await say(from, leads, contract.openExercise, { unitId: task.unitId, exerciseId: task.exerciseId });
  const opening = (await stage.app.get(Meetings).of(at)).state.exercise?.opening ?? '';
  for (const [i, right] of isRight.entries())
    await say(from + 3, seated.get(CAME[i]?.who ?? ''), contract.answerExercise, {
      ...{ opening, answerId: randomUUID(), response: right ? task.right : task.wrong },
      ...{ device: 'demo', sequence: 1, clientTime: new Date(0).toISOString() },
    });
  await say(from + 5, leads, contract.showExercise, { opening, stage: 'solution' });
  await say(from + 9, leads, contract.closeExercise, { opening });
}

async function sit(stage: Stage, at: At, visitor: DemoVisitor, seat: 'tutor' | 'trainee'): Promise<Seated> {
  const { person } = await personOf(stage, visitor.enrolmentId);
  const viewer = { seat, person, device: null };
  const connection = { id: randomUUID(), at, viewer, browser: 'demo', session: null, enrolment: visitor.enrolmentId };
  await stage.app.get(PresenceService).came(at, viewer, connection.id);
  await stage.app.get(Meetings).tell(at, SERVER.came, { people: [{ person, seat }] });
  return { visitor, person, connection };
}

/** In the classroom by the code of the minute, elsewhere by saying so. */
async function arrive(app: NestFastifyApplication, one: Seated, leads: Seated, place: MeetingPlace): Promise<void> {
  if (place !== 'room') return void (await take(app, one, contract.setPlace, { place }));
  const { code } = (await take(app, leads, contract.checkInCode, {})) as { code: string };
  await take(app, one, contract.checkIn, { code });
}

async function take(app: NestFastifyApplication, who: Seated, channel: Channel, body: unknown): Promise<unknown> {
  const meeting = await app.get(Meetings).of(who.connection.at);
  return (await app.get(LiveChannels).take(channel.channel, { meeting, connection: who.connection, id: randomUUID(), body })).reply;
}

/** As it is proposed. */
async function confirm(tutor: DemoVisitor, meeting: string): Promise<void> {
  const path = `/api/courses/${tutor.enrolmentId}/meetings/${meeting}/attendance`;
  const { lines } = (await tutor.call('GET', path)) as AttendanceSheet;
  const decided = lines.map(({ personId, proposal: { status, mode, learningPlace, minutes } }) => ({ personId, status, mode, learningPlace, minutes }));
  await tutor.call('POST', path, { lines: decided });
}

/** Lea confirms her hours, Amira objects to hers; the others have not looked yet. */
async function state(stage: Stage): Promise<void> {
  const said = [
    { who: 'lea.brandt', agrees: true, text: null },
    { who: 'amira.haddad', agrees: false, text: 'Ich war schon um 16:35 Uhr da. Das WLAN ging nicht.' },
  ];
  for (const { who, agrees, text } of said) {
    const visitor = await visit(stage, who);
    const { rows } = (await visitor.call('GET', '/api/my/hours')) as { rows: { recordId: string }[] };
    if (rows[0]) await visitor.call('POST', `/api/my/hours/${rows[0].recordId}/statement`, { agrees, text });
  }
}

/** What four people wrote together that day. */
function boardText(): string {
  const doc = new Y.Doc();
  const element = (node: string, inner: Y.XmlElement | Y.XmlText, level?: number) => {
    const made = new Y.XmlElement<{ level: number }>(node);
    if (level !== undefined) made.setAttribute('level', level);
    made.insert(0, [inner]);
    return made as Y.XmlElement;
  };
  const line = (node: string, text: string, level?: number) => element(node, new Y.XmlText(text), level);
  const list = new Y.XmlElement('bulletList');
  list.insert(
    0,
    RULES.map((text) => element('listItem', line('paragraph', text))),
  );
  const parts = [line('heading', 'Probezeit: unsere Regeln', 2), list, line('heading', 'Nächstes Mal', 2), line('paragraph', NEXT_TIME)];
  doc.getXmlFragment(contract.BOARD_ROOT).insert(0, parts);
  return Buffer.from(Y.encodeStateAsUpdate(doc)).toString('base64');
}
