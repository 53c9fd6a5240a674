import { createSecretKey, hkdfSync, type KeyObject } from 'node:crypto';
import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { Clock, Db, MASTER_KEY, Problem } from '#lotse/base';
import { checkIn, checkInCode, clockPing, pairingCode, peopleNames, tapPresent } from '#lotse/contract';
import { PeopleService } from '#lotse/people';
import type { At } from '../log/meeting.queries.js';
import { checkInCodeAt, isCheckInCode, missed, mustWait, type Misses } from '../rules/check-in-code.js';
import { LiveChannels, type Asked } from './channels.js';
import { DevicesService } from './devices.service.js';
import { LONGEST_LIST, peopleOfCourse } from './seats.queries.js';

/** Channels of presence that look at something before it is decided: the code, the course, names. */
@Injectable()
export class PeopleChannels implements OnModuleInit {
  private readonly secret: KeyObject;
  private readonly misses = new Map<string, Misses>();

  constructor(
    private readonly channels: LiveChannels,
    private readonly devices: DevicesService,
    private readonly people: PeopleService,
    private readonly clock: Clock,
    private readonly db: Db,
    @Inject(MASTER_KEY) masterKey: string,
  ) {
    this.secret = createSecretKey(Buffer.from(hkdfSync('sha256', masterKey, 'lotse', 'check-in', 32)));
  }

  onModuleInit(): void {
    const { channels } = this;
    channels.on(clockPing, ({ body }) => Promise.resolve({ seq: 0, reply: { t0: body.t0, t1: this.now() } }));
    channels.on(checkInCode, ({ connection }) => Promise.resolve({ seq: 0, reply: this.code(connection.at) }));
    channels.on(pairingCode, async ({ connection }) => ({ seq: 0, reply: await this.devices.code(connection.at) }));
    channels.on(peopleNames, async (asked) => ({ seq: 0, reply: { names: await this.names(asked, asked.body.persons) } }));
    channels.on(checkIn, (asked) => this.checkIn(asked));
    channels.on(tapPresent, async (asked) => {
      if (asked.body.present) await this.refuseStranger(asked.connection.at, asked.body.person);
      return LiveChannels.decided(asked, tapPresent.channel);
    });
  }

  private now(): number {
    return this.clock.now().getTime();
  }

  private code({ meeting }: At): { code: string; until: string } {
    const { code, until } = checkInCodeAt(this.secret, meeting, this.now());
    return { code, until: new Date(until).toISOString() };
  }

  /** A wrong code says so; after five the person waits a minute. The stored command holds no code. */
  private async checkIn(asked: Asked<{ code: string }>): Promise<{ seq: number }> {
    const key = `${asked.connection.at.meeting} ${asked.connection.viewer.person ?? ''}`;
    const misses = this.misses.get(key);
    if (mustWait(misses, this.now())) throw new Problem('too-many', 'checkin.wait');
    if (!isCheckInCode(this.secret, asked.connection.at.meeting, this.now(), asked.body.code)) {
      this.misses.set(key, missed(misses, this.now()));
      if (this.misses.size > 10_000) this.misses.clear();
      throw new Problem('invalid', 'checkin.wrong');
    }
    this.misses.delete(key);
    return LiveChannels.decided({ ...asked, body: {} }, checkIn.channel);
  }

  /** Only somebody of the course is tapped present. */
  private async refuseStranger(at: At, person: string): Promise<void> {
    if ((await this.ofCourse(at, [person])).length === 0) throw new Problem('not-found', 'person.unknown');
  }

  private ofCourse(at: At, only: readonly string[] | null): Promise<string[]> {
    return this.db.job(at.tenant, (tx) => peopleOfCourse(tx, at, only));
  }

  /** Names of those who are or were in the meeting; a tutor also gets those of the course. */
  private async names({ meeting, connection }: Asked<unknown>, wanted: readonly string[] | undefined): Promise<Record<string, string>> {
    const inMeeting = Object.keys(meeting.state.people);
    const ofCourse = connection.viewer.seat === 'tutor' ? await this.ofCourse(connection.at, wanted ?? null) : [];
    const known = new Set([...inMeeting, ...ofCourse]);
    const persons = (wanted ?? [...known]).filter((person) => known.has(person)).slice(0, LONGEST_LIST);
    const names = await this.db.job(connection.at.tenant, (tx) => this.people.displayNames(tx, connection.at.tenant, persons));
    return Object.fromEntries(names);
  }
}
