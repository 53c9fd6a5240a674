import {
  giveMicrophone,
  joinMedia,
  leaveMedia,
  mediaState,
  publishMedia,
  renewIce,
  signalMedia,
  takeMicrophone,
  type IceGrant,
  type MediaPeer,
  type RoomMedia,
} from '#lotse/contract';
import { toProblem } from '../../kit/api/problem.js';
import { LiveValue } from '../../kit/state/live-value.js';
import type { LiveConnection } from '../meeting/connection.js';
import { faultOf, openCamera, openMicrophone, type Chosen, type DeviceFault } from './devices.js';
import type { Sent } from './link.js';
import { Mesh, type Received } from './mesh.js';

export type Hint = `device.${DeviceFault}` | 'device.gone' | 'revoked' | 'moved' | (string & {});
export interface MediaView {
  /** Null until the server has said it. */
  media: RoomMedia | null;
  off: boolean;
  joined: boolean;
  peers: readonly MediaPeer[];
  links: Readonly<Record<string, Received>>;
  microphone: boolean;
  camera: MediaStreamTrack | null;
  lowData: boolean;
  /** The break-out group a tutor went to. */
  circle: string | null;
  busy: boolean;
  hint: Hint | null;
}
const START: MediaView = {
  ...{ media: null, off: false, joined: false, peers: [], links: {}, microphone: false, camera: null, lowData: false },
  ...{ circle: null, busy: false, hint: null },
};

/** This page's part in seeing and hearing. What fails here is said in one line; the hour goes on without it. */
export class MediaSession {
  readonly view = new LiveValue<MediaView>(START);
  readonly peer = crypto.randomUUID();
  chosen: Chosen = { microphone: '', camera: '' };
  private mesh: Mesh | null = null;
  private sound: MediaStreamTrack | null = null;
  private renewing: ReturnType<typeof setTimeout> | null = null;
  private readonly offs: (() => void)[] = [];

  constructor(private readonly live: LiveConnection) {}

  open(): () => void {
    const { live } = this;
    this.offs.push(
      live.on('media.peers', ({ peers }) => this.setPeers(peers)),
      live.on('media.signal', ({ signals }) => void this.mesh?.take(signals)),
      live.on('media.moved', () => this.stop('moved')),
      live.on('media.revoked', (what) => void this.revoked(what)),
    );
    return () => this.close();
  }

  /** The connection is there, for the first time or again. */
  async look(): Promise<void> {
    if (this.view.get().joined) return this.rejoin();
    const state = await this.live.send(mediaState, {}).catch(() => null);
    if (state !== null) this.change({ media: state.media, off: state.off, peers: state.peers });
  }

  /** The connection to the server is gone; what is said goes on between the browsers. */
  lost(): void {
    this.mesh?.hold();
  }

  /** With the devices of the check before it. */
  async join(chosen: Chosen = this.chosen): Promise<void> {
    this.chosen = chosen;
    await this.guarded(async () => {
      const { lowData } = this.view.get();
      const grant = await this.live.send(joinMedia, { peer: this.peer, lowData });
      this.mesh = new Mesh(
        this.peer,
        (signals) => this.live.send(signalMedia, { signals }),
        (to) => this.sentTo(to),
        () => this.change({ links: this.mesh?.received() ?? {} }),
      );
      this.take(grant);
      this.change({ joined: true, hint: null });
      this.setPeers(grant.peers);
    });
  }

  leave(): void {
    this.stop(null);
    this.live.send(leaveMedia, {}).catch(() => undefined);
  }

  async setMicrophone(on: boolean, isInRoom: boolean): Promise<void> {
    if (this.view.get().busy) return;
    await this.guarded(async () => {
      if (on) await this.openSound(isInRoom);
      else this.endSound();
      await this.publish();
      if (!on && isInRoom) await this.live.send(giveMicrophone, {});
    });
  }

  /** In the room there is one open microphone: it is taken first, and given back where there is no sound to send. */
  private async openSound(isInRoom: boolean): Promise<void> {
    if (isInRoom) await this.live.send(takeMicrophone, {});
    try {
      this.sound = this.watched(await openMicrophone(this.chosen), () => void this.setMicrophone(false, isInRoom));
    } catch (error) {
      if (isInRoom) await this.live.send(giveMicrophone, {});
      throw error;
    }
  }

  async setCamera(on: boolean): Promise<void> {
    if (this.view.get().busy) return;
    await this.guarded(async () => {
      if (on) this.change({ camera: this.watched(await openCamera(this.chosen), () => void this.setCamera(false)) });
      else this.endCamera();
      await this.publish();
    });
  }

  /** No pictures in either direction, and little sound. */
  async setLowData(lowData: boolean): Promise<void> {
    this.change({ lowData });
    if (!this.view.get().joined) return;
    if (lowData) this.endCamera();
    await this.guarded(() => this.publish());
  }

  async setCircle(circle: string | null): Promise<void> {
    this.change({ circle });
    await this.guarded(() => this.publish());
  }

  retry(peer: string): void {
    this.mesh?.retry(peer);
  }

  clearHint(): void {
    this.change({ hint: null });
  }

  private take(grant: IceGrant): void {
    this.mesh?.renew(grant);
    if (this.renewing !== null) clearTimeout(this.renewing);
    const left = Date.parse(grant.until) - this.live.now();
    this.renewing = setTimeout(() => void this.renew(), Math.max(30_000, left * 0.8));
  }

  private async renew(): Promise<void> {
    const grant = await this.live.send(renewIce, {}).catch(() => null);
    if (grant !== null) this.take(grant);
  }

  /** Same page, new connection: the links between browsers stand, the server has to hear of them again. */
  private async rejoin(): Promise<void> {
    try {
      const { lowData } = this.view.get();
      const grant = await this.live.send(joinMedia, { peer: this.peer, lowData });
      this.mesh?.rejoined();
      this.take(grant);
      this.setPeers(grant.peers);
      await this.publish();
    } catch (error) {
      const problem = toProblem(error);
      if (problem.kind !== 'offline') this.stop(problem.code);
    }
  }

  private publish(): Promise<unknown> {
    const { camera, lowData, circle } = this.view.get();
    this.change({ microphone: this.sound !== null });
    this.mesh?.exchange();
    return this.live.send(publishMedia, { audio: this.sound !== null, video: camera !== null, lowData, circle });
  }

  /** Nothing goes to other groups, and no pictures to who does not want them. */
  private sentTo(to: MediaPeer): Sent {
    const { peers, camera, lowData } = this.view.get();
    const mine = peers.find((one) => one.peer === this.peer);
    const together = mine === undefined || mine.circle === to.circle;
    return { audio: together ? this.sound : null, video: together && !to.lowData ? camera : null, isLow: lowData || to.lowData };
  }

  private setPeers(peers: readonly MediaPeer[]): void {
    this.change({ peers });
    this.mesh?.setPeers(peers);
  }

  private async revoked({ audio, video }: { audio: boolean; video: boolean }): Promise<void> {
    const { microphone, camera } = this.view.get();
    if ((audio && microphone) || (video && camera !== null)) this.change({ hint: 'revoked' });
    if (audio) this.endSound();
    if (video) this.endCamera();
    await this.publish().catch(() => undefined);
  }

  /** A device that is pulled out ends its track. */
  private watched(track: MediaStreamTrack, gone: () => void): MediaStreamTrack {
    track.onended = () => {
      gone();
      this.change({ hint: 'device.gone' });
    };
    return track;
  }

  private async guarded(act: () => Promise<unknown>): Promise<void> {
    this.change({ busy: true, hint: null });
    try {
      await act();
    } catch (error) {
      this.endRefused();
      this.change({ hint: error instanceof DOMException ? `device.${faultOf(error)}` : toProblem(error).code });
    } finally {
      this.change({ busy: false });
    }
  }

  /** The server did not take it: nothing goes out that nobody may send. */
  private endRefused(): void {
    const mine = this.view.get().peers.find((one) => one.peer === this.peer);
    if (mine?.audio !== true) this.endSound();
    if (mine?.video !== true) this.endCamera();
    this.mesh?.exchange();
  }

  private endSound(): void {
    if (this.sound !== null) this.sound.onended = null;
    this.sound?.stop();
    this.sound = null;
    this.change({ microphone: false });
  }

  private endCamera(): void {
    const { camera } = this.view.get();
    if (camera !== null) camera.onended = null;
    camera?.stop();
    this.change({ camera: null });
  }

  private stop(hint: Hint | null): void {
    this.endSound();
    this.endCamera();
    if (this.renewing !== null) clearTimeout(this.renewing);
    this.mesh?.close();
    this.mesh = null;
    this.change({ joined: false, links: {}, circle: null, hint });
  }

  private close(): void {
    for (const off of this.offs.splice(0)) off();
    this.stop(null);
  }

  private change(part: Partial<MediaView>): void {
    this.view.set({ ...this.view.get(), ...part });
  }
}
