import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { Clock, Problem, SETTINGS, type Settings } from '#lotse/base';
import {
  joinMedia,
  leaveMedia,
  mediaState,
  publishMedia,
  renewIce,
  signalMedia,
  type IceGrant,
  type MediaPeer,
  type MediaRules,
  type MediaSignal,
  type MeetingState,
} from '#lotse/contract';
import { LiveChannels, type Asked, type Connection } from '../live/channels.js';
import { Connections } from '../live/connections.js';
import { Meetings } from '../log/meetings.js';
import type { At } from '../log/meeting.queries.js';
import { RoomsService } from '../rooms.service.js';
import { MediaPeers, shown, type Taking } from './media-peers.js';
import { MeshProvider, type MediaProvider } from './media-provider.js';
import { MediaRulesService } from './media-rules.service.js';
import { circleOf, whyNoPicture, whyNoSound, whyNot, type Wish } from './publish-rules.js';

/** So long a browser whose connection broke keeps its place. */
const BACK_MS = 10_000;
/** What may follow from these events for those who speak and show. */
const FOLLOWED = /^(lock|microphone|place|checkin|breakout|person|device)\./;

/** Seeing and hearing: who takes part, who speaks and shows, and what browsers say to each other about their links. Nothing of it is stored. */
@Injectable()
export class MediaChannels implements OnModuleInit {
  private readonly peers = new MediaPeers();
  private readonly mesh: MediaProvider;
  /** What was found for each connection that takes part: asked once, when it joins. */
  private readonly rules = new Map<string, MediaRules>();

  constructor(
    private readonly channels: LiveChannels,
    private readonly connections: Connections,
    private readonly meetings: Meetings,
    private readonly rooms: RoomsService,
    private readonly allowed: MediaRulesService,
    private readonly clock: Clock,
    @Inject(SETTINGS) settings: Settings,
  ) {
    this.mesh = new MeshProvider(settings);
  }

  onModuleInit(): void {
    const { channels } = this;
    channels.on(mediaState, async ({ connection }) => ({ seq: 0, reply: await this.state(connection.at) }));
    channels.on(joinMedia, async (asked) => ({ seq: 0, reply: await this.join(asked) }));
    channels.on(leaveMedia, ({ connection }) => Promise.resolve(this.leave(connection.id)));
    channels.on(publishMedia, (asked) => Promise.resolve(this.publish(asked)));
    channels.on(renewIce, ({ connection }) => Promise.resolve({ seq: 0, reply: this.grant(connection) }));
    channels.on(signalMedia, (asked) => this.signal(asked));
    // links between browsers outlive a connection that comes back at once
    this.connections.onRemoved(({ id }) => void setTimeout(() => this.leave(id), BACK_MS).unref());
    this.meetings.onEntries(({ at, state }, entries) => {
      if (entries.some(({ event }) => FOLLOWED.test(event.type))) this.follow(at.meeting, state);
    });
  }

  private async state(at: At) {
    const { media } = await this.rooms.about(at);
    const off = media === 'mesh' && this.mesh.isOff(await this.allowed.ofMeeting(at));
    return { media, off, peers: this.list(at.meeting) };
  }

  private list(meeting: string): MediaPeer[] {
    return this.peers.of(meeting).map(shown);
  }

  private async join({ connection, meeting, body }: Asked<{ peer: string; lowData: boolean }>): Promise<IceGrant & { peers: MediaPeer[] }> {
    const { at, viewer, id } = connection;
    const { media } = await this.rooms.about(at);
    const rules = await this.allowed.ofMeeting(at);
    if (media !== 'mesh' || this.mesh.isOff(rules)) throw new Problem('conflict', 'media.off');
    const mine = this.peers.replacedBy(at.meeting, viewer);
    const known = this.peers.at(body.peer);
    if (known && !mine.includes(known)) throw new Problem('conflict', 'media.taken');
    if (mine.length === 0 && this.peers.of(at.meeting).length >= this.mesh.limits.audio) throw new Problem('conflict', 'media.full');
    for (const one of mine) this.replace(one, body.peer);
    this.rules.set(id, rules);
    this.peers.put({
      ...{ peer: body.peer, person: viewer.person, deviceId: viewer.device, audio: known?.audio ?? false, video: known?.video ?? false, lowData: body.lowData },
      ...{ circle: circleOf(meeting.state, viewer, known?.circle ?? null), meeting: at.meeting, connection: id, viewer },
      since: known?.since ?? this.clock.now().getTime(),
    });
    this.tell(at.meeting);
    return { ...this.grant(connection), peers: this.list(at.meeting) };
  }

  /** Another tab or device takes over; under the same id it is the same page, whose connection came back. */
  private replace(old: Taking, peer: string): void {
    this.peers.drop(old.peer);
    this.rules.delete(old.connection);
    if (old.peer !== peer) this.connections.one(old.meeting, old.connection)?.emit('media.moved', {});
  }

  private grant({ id, viewer }: Connection): IceGrant {
    const rules = this.rules.get(id);
    if (!rules) throw new Problem('conflict', 'media.not-joined');
    return this.mesh.grant(viewer, rules, this.clock.now());
  }

  private leave(connection: string): { seq: number } {
    this.rules.delete(connection);
    const left = this.peers.remove(connection);
    if (left) this.tell(left.meeting);
    return { seq: 0 };
  }

  private publish({ connection, meeting, body }: Asked<Wish>): { seq: number } {
    const taking = this.peers.by(connection.id);
    if (!taking) throw new Problem('conflict', 'media.not-joined');
    const others = this.peers.of(connection.at.meeting).filter((one) => one !== taking);
    const why = whyNot(meeting.state, connection.viewer, others, body);
    if (why !== null) throw new Problem('conflict', why);
    Object.assign(taking, body, { circle: circleOf(meeting.state, connection.viewer, body.circle) });
    this.tell(connection.at.meeting);
    return { seq: 0 };
  }

  private async signal({ connection, body }: Asked<{ signals: MediaSignal[] }>): Promise<{ seq: number }> {
    const from = this.peers.by(connection.id);
    const rules = this.rules.get(connection.id);
    if (!from || !rules) throw new Problem('conflict', 'media.not-joined');
    const passed = Map.groupBy(await this.mesh.signal(from, body.signals, rules), ({ to }) => to);
    for (const [to, some] of passed) {
      const taking = this.peers.at(to);
      if (taking?.meeting !== from.meeting) continue; // it has left, or never was in this meeting
      const socket = this.connections.one(taking.meeting, taking.connection);
      socket?.emit('media.signal', { signals: some.map((one) => one.signal) });
    }
    return { seq: 0 };
  }

  /** Whoever may not speak or show any more stops, and everybody hears of it; groups part and come back. */
  private follow(meeting: string, state: MeetingState): void {
    let moved = false;
    for (const one of this.peers.of(meeting)) {
      const circle = circleOf(state, one.viewer, one.circle);
      const [audio, video] = [one.audio && whyNoSound(state, one.viewer) === null, one.video && whyNoPicture(state, one.viewer) === null];
      if (audio !== one.audio || video !== one.video)
        this.connections.one(meeting, one.connection)?.emit('media.revoked', { audio: one.audio && !audio, video: one.video && !video });
      moved ||= circle !== one.circle || audio !== one.audio || video !== one.video;
      Object.assign(one, { circle, audio, video });
    }
    if (moved) this.tell(meeting);
  }

  private tell(meeting: string): void {
    const peers = this.list(meeting);
    for (const socket of this.connections.of(meeting)) socket.emit('media.peers', { peers });
  }
}
