import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { Log, SETTINGS, type Settings } from '#lotse/base';
import * as contract from '#lotse/contract';
import type { MeetingPlace, RoomPage } from '#lotse/contract';
import { DevicesService } from '#lotse/rooms';
import type { DemoSite } from '../demo-lms/index.js';
import { HealthController } from './health.controller.js';
import { nextAct, visitorsIn, type Act, type CastMember } from './demo-cast-rules.js';
import { DemoLiveMember } from './demo-live-member.js';
import { lessonTasks, type LessonTask } from './demo-lesson-tasks.js';
import { DEMO_ROOM } from './demo-lessons.js';
import { DemoVisitor } from './demo-visitor.js';

const TICK_MS = 3_000;
/** After an hour has ended the next one begins; an old one that nobody looks at ends. */
const PAUSE_MS = 60_000;
const OLD_MS = 12 * 3600_000;
/** Starts the hour, too: it is Karin's to confirm only where a visitor was there as Karin. */
const LEADS = 'bernd.asmus';
const TRAINEES: { who: string; place: MeetingPlace }[] = [
  { who: 'olha.kovalenko', place: 'room' },
  { who: 'lea.brandt', place: 'home' },
  { who: 'mehmet.yildiz', place: 'room' },
  { who: 'blessing.okafor', place: 'firm' },
  { who: 'tariq.rahimi', place: 'room' },
];
const WITHOUT_PHONE = { login: 'finn.luehrs', name: 'Finn Lührs' };
const PREPARED = { question: 'Wie lange darf die Probezeit höchstens dauern?', options: ['3 Monate', '4 Monate', '6 Monate'], several: false, named: false };
const POLL = { question: 'Wie ist das Tempo?', options: ['gut so', 'zu schnell', 'zu langsam'], several: false, named: false };

/** The hour of the demo that always runs: invented people hold it over connections of their own, so that a visitor can step in anywhere. */
export class DemoCast {
  private members: (DemoLiveMember & { place?: MeetingPlace })[] = [];
  private meetingId = '';
  private tasks: LessonTask[] = [];
  private task = 0;
  private startedAt = 0;
  private endedAt: number | null = null;
  private readonly seen = new Map<string, number>();
  private timer: NodeJS.Timeout | undefined;
  private running: Promise<void> | undefined;
  private isClosed = false;

  constructor(
    private readonly app: NestFastifyApplication,
    private readonly site: DemoSite,
    private readonly tenant: string,
  ) {}

  /** Nobody waits for it: the server is up before the hour is. */
  start(): void {
    this.timer = setInterval(() => {
      this.running ??= this.tick()
        .catch((error: unknown) => this.isEnding() || this.app.get(Log).fault('demo.cast-failed', error))
        .then(() => undefined)
        .finally(() => {
          this.running = undefined;
        });
    }, TICK_MS);
    this.timer.unref();
  }

  /** A server that is asked to stop refuses whoever comes back: that is no fault. */
  private isEnding(): boolean {
    return this.isClosed || this.app.get(HealthController).stopping;
  }

  async close(): Promise<void> {
    this.isClosed = true;
    clearInterval(this.timer);
    for (const one of this.members) one.leave();
    await this.running;
  }

  /** A code with which a visitor's browser becomes the room device; null where no hour runs at the moment. */
  async deviceCode(): Promise<string | null> {
    if (this.meetingId === '' || this.leader?.state.phase !== 'live') return null;
    return (await this.app.get(DevicesService).code({ tenant: this.tenant, meeting: this.meetingId })).code;
  }

  private get leader(): DemoLiveMember | undefined {
    return this.members[0];
  }

  private async tick(): Promise<void> {
    const { leader } = this;
    if (!leader || this.isOver(leader)) return this.begin();
    if (leader.state.phase === 'ended') return;
    await this.comeBack();
    const cast = this.cast();
    if (Date.now() - this.startedAt > OLD_MS && visitorsIn({ state: leader.state, cast }).length === 0) return void (await leader.say(contract.endMeeting, {}));
    const act = nextAct({ state: leader.state, cast, since: (what) => this.since(what) });
    if (act) await this.carryOut(act);
  }

  private isOver({ state }: DemoLiveMember): boolean {
    if (state.phase !== 'ended') return false;
    this.endedAt ??= Date.now();
    return Date.now() - this.endedAt >= PAUSE_MS;
  }

  private since(what: string): number {
    const first = this.seen.get(what) ?? Date.now();
    this.seen.set(what, first);
    return Date.now() - first;
  }

  private cast(): CastMember[] {
    return this.members.map((one, i) => ({ person: one.person, seat: i === 0 ? 'tutor' : 'trainee', place: one.place ?? 'room' }));
  }

  private async visitor(person: string): Promise<DemoVisitor> {
    const visitor = new DemoVisitor(this.app, this.app.get<Settings>(SETTINGS), this.site);
    await visitor.launch(person, 'probezeit');
    return visitor;
  }

  /** Takes up the hour that runs, or starts one. */
  private async begin(): Promise<void> {
    const tutor = await this.visitor(LEADS);
    const path = `/api/courses/${tutor.enrolmentId}/rooms/${DEMO_ROOM}`;
    const { room } = (await tutor.call('GET', path)) as RoomPage;
    this.startedAt = room.live?.startedAt ? Date.parse(room.live.startedAt) : Date.now();
    const started = (await tutor.call('POST', `${path}/meetings`, { placeLabel: 'B 12', supportElement: 'SUPPORT_TEACHING' })) as { meetingId: string };
    this.endedAt = null;
    this.seen.clear();
    this.tasks = await lessonTasks(this.app, this.tenant, started.meetingId);
    const { url } = this.app.get<Settings>(SETTINGS);
    const members: typeof this.members = [];
    for (const { who, place } of [{ who: LEADS, place: undefined }, ...TRAINEES])
      members.push(Object.assign(new DemoLiveMember(await this.visitor(who), url), place === undefined ? {} : { place }));
    for (const one of members) await one.join(started.meetingId);
    this.members = members;
    if (room.live === null) {
      await this.visitor(WITHOUT_PHONE.login); // known to the course by now
      await this.set();
      await this.prepare(started.meetingId);
    }
    this.meetingId = started.meetingId;
  }

  /** Whose connection has gone comes again; a session that has run out is begun anew. */
  private async comeBack(): Promise<void> {
    for (const [i, one] of this.members.entries()) {
      if (one.isOpen || this.isClosed) continue;
      await one.join(this.meetingId).catch(async () => one.visitor.launch(i === 0 ? LEADS : (TRAINEES[i - 1]?.who ?? ''), 'probezeit'));
    }
  }

  /** What a visitor finds: people in both places, a poll that is over, a task that is being worked on, two hands. */
  private async set(): Promise<void> {
    const [leader, olha, lea, mehmet, blessing, tariq] = this.members;
    if (!leader) return;
    const { code } = (await leader.say(contract.checkInCode, {})) as { code: string };
    for (const one of this.members.slice(1)) {
      if (one.place === 'room') await one.say(contract.checkIn, { code });
      else await one.say(contract.setPlace, { place: one.place });
    }
    await this.tapWithoutPhone(leader);
    await lea?.say(contract.postChat, { text: 'Ich höre euch gut.', to: 'all' });
    await blessing?.say(contract.postChat, { text: 'Ich bin im Betrieb. Mein Netz ist schwach, ich schreibe nur.', to: 'all' });
    await leader.say(contract.openPoll, POLL);
    const poll = leader.state.polls.at(-1)?.poll ?? '';
    for (const [i, one] of this.members.slice(1).entries()) await one.say(contract.votePoll, { poll, choices: [i === 3 ? 1 : 0] });
    await leader.say(contract.closePoll, { poll });
    await this.carryOut({ by: leader.person, do: 'open-exercise' });
    const opening = leader.state.exercise?.opening;
    for (const one of [olha, mehmet]) if (opening !== undefined && one) await this.carryOut({ by: one.person, do: 'answer', opening, isRight: one === olha });
    await tariq?.say(contract.raiseHand, { topic: 'Zählt der erste Tag mit?' });
    await blessing?.say(contract.raiseHand, {});
  }

  /** What a tutor has thought out before: two groups over both places, and a poll. */
  private async prepare(meetingId: string): Promise<void> {
    const [leader, olha, lea, mehmet, blessing, tariq] = this.members;
    if (!leader) return;
    const of = (...some: (DemoLiveMember | undefined)[]) => some.flatMap((one) => (one ? [one.person] : []));
    const groups = [
      { name: 'Fristen', members: of(olha, lea, blessing) },
      { name: 'Schriftform', members: of(mehmet, tariq) },
    ];
    await leader.visitor.call('PUT', `/api/courses/${leader.visitor.enrolmentId}/meetings/${meetingId}/preparation`, { groups, polls: [PREPARED] });
  }

  private async tapWithoutPhone(leader: DemoLiveMember): Promise<void> {
    const { names } = (await leader.say(contract.peopleNames, {})) as { names: Record<string, string> };
    const [person] = Object.entries(names).find(([, name]) => name === WITHOUT_PHONE.name) ?? [];
    if (person !== undefined) await leader.say(contract.tapPresent, { person, present: true });
  }

  private async carryOut(act: Act): Promise<void> {
    const one = this.members.find(({ person }) => person === act.by);
    if (!one) return;
    if (act.do === 'open-exercise') {
      const task = this.tasks[this.task++ % Math.max(1, this.tasks.length)];
      if (task) await one.say(contract.openExercise, { unitId: task.unitId, exerciseId: task.exerciseId });
    } else if (act.do === 'answer') await this.answer(one, act);
    else await say(one, act);
    await wait(20); // until its own events are back
  }

  private async answer(one: DemoLiveMember, { opening, isRight }: { opening: string; isRight: boolean }): Promise<void> {
    const task = this.tasks.find(({ exerciseId }) => exerciseId === one.state.exercise?.exerciseId);
    if (!task) return; // a task that the visitor chose: the cast looks on
    const response = isRight ? task.right : task.wrong;
    await one.say(contract.answerExercise, {
      ...{ opening, answerId: randomUUID(), response, device: 'demo', sequence: 1, clientTime: new Date().toISOString() },
    });
  }
}

async function say(one: DemoLiveMember, act: Exclude<Act, { do: 'answer' }>): Promise<void> {
  if (act.do === 'vote') await one.say(contract.votePoll, { poll: act.poll, choices: [act.choice] });
  if (act.do === 'raise') await one.say(contract.raiseHand, { topic: act.topic });
  if (act.do === 'lower') await one.say(contract.lowerHand, {});
  if (act.do === 'help') await one.say(contract.callForHelp, { wanted: true });
  if (act.do === 'chat') await one.say(contract.postChat, { text: act.text, to: 'all' });
  if (act.do === 'call') await one.say(contract.callHand, { person: act.person });
  if (act.do === 'done') await one.say(contract.doneHand, { person: act.person });
  if (act.do === 'open-poll') await one.say(contract.openPoll, POLL);
  if (act.do === 'close-poll') await one.say(contract.closePoll, { poll: act.poll });
  if (act.do === 'show') await one.say(contract.showExercise, { opening: act.opening, stage: act.stage });
  if (act.do === 'close-exercise') await one.say(contract.closeExercise, { opening: act.opening });
}
