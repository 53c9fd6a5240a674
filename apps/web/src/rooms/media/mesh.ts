import type { IceGrant, MediaPeer, MediaSignal } from '#lotse/contract';
import { Link, type Sent } from './link.js';

export type LinkState = 'connecting' | 'connected' | 'failed';
export interface Received {
  state: LinkState;
  audio: MediaStreamTrack | null;
  video: MediaStreamTrack | null;
}
interface Entry {
  link: Link | null;
  tries: number;
  timer: ReturnType<typeof setTimeout> | null;
  failed: boolean;
}

/** A link that has not come about by then is built anew, so often. */
const STUCK_MS = 5_000;
const TRIES = 3;
/** Signals of one moment travel together: a connection may send ten messages a second. */
const GATHER_MS = 120;
/** After a server began anew the others come back one by one; links that stand are kept so long. */
const GRACE_MS = 15_000;
const LARGEST = 60_000;
const NONE = '00000000-0000-4000-8000-000000000000';

/**
 * Links to all other browsers. Of two the one that came later makes the offer; what does not get there within five seconds is
 * built anew, three times at most.
 */
export class Mesh {
  private readonly entries = new Map<string, Entry>();
  private peers: readonly MediaPeer[] = [];
  private ice: IceGrant = { iceServers: [], relayOnly: true, until: '' };
  private waiting: MediaSignal[] = [];
  private flushing = false;
  private graceUntil = 0;
  private closed = false;

  constructor(
    private readonly me: string,
    private readonly send: (signals: MediaSignal[]) => Promise<unknown>,
    /** What goes to this peer now. */
    private readonly sentTo: (peer: MediaPeer) => Sent,
    private readonly onChange: () => void,
  ) {}

  received(): Record<string, Received> {
    return Object.fromEntries(
      [...this.entries].map(([peer, { link, failed }]) => [
        peer,
        {
          state: failed ? 'failed' : link?.state === 'connected' ? 'connected' : 'connecting',
          audio: link?.received.audio ?? null,
          video: link?.received.video ?? null,
        },
      ]),
    );
  }

  renew(ice: IceGrant): void {
    this.ice = ice;
    for (const { link } of this.entries.values()) link?.renew(ice);
  }

  /** The connection to the server is gone: until it is back nobody counts as gone. */
  hold(): void {
    this.graceUntil = Infinity;
  }

  /** It came back, or the server began anew: who is missing may still come. */
  rejoined(): void {
    this.graceUntil = Date.now() + GRACE_MS;
    setTimeout(() => this.setPeers(this.peers), GRACE_MS + 100);
    for (const [peer, entry] of this.entries) if (entry.failed || entry.link?.state === 'failed') this.retry(peer);
  }

  setPeers(peers: readonly MediaPeer[]): void {
    if (this.closed) return;
    this.peers = peers;
    for (const peer of [...this.entries.keys()]) if (this.isGone(peer)) this.drop(peer);
    for (const { peer } of peers) if (peer !== this.me && !this.entries.has(peer)) this.begin(peer);
    this.exchange();
    this.onChange();
  }

  private isGone(peer: string): boolean {
    if (this.peers.some((one) => one.peer === peer)) return false;
    return Date.now() >= this.graceUntil || this.entries.get(peer)?.link?.state !== 'connected';
  }

  /** Tracks changed, or who wants what. */
  exchange(): void {
    for (const [peer, { link }] of this.entries) {
      const to = this.peers.find((one) => one.peer === peer);
      if (link && to) link.send(this.sentTo(to)).catch(() => undefined);
    }
  }

  async take(signals: readonly MediaSignal[]): Promise<void> {
    for (const signal of signals) await this.takeOne(signal).catch(() => this.stuck(signal.peer, this.entries.get(signal.peer)?.link ?? null));
  }

  /** From the beginning, after it failed for good. */
  retry(peer: string): void {
    const entry = this.entries.get(peer);
    if (entry === undefined) return;
    Object.assign(entry, { tries: 0, failed: false });
    this.build(peer, entry);
  }

  close(): void {
    this.closed = true;
    for (const peer of [...this.entries.keys()]) this.drop(peer);
  }

  private begin(peer: string): void {
    const entry: Entry = { link: null, tries: 0, timer: null, failed: false };
    this.entries.set(peer, entry);
    if (this.isOfferer(peer)) this.build(peer, entry);
    else this.watch(peer, entry);
  }

  /** Whoever stands later in the list offers. */
  private isOfferer(peer: string): boolean {
    const order = this.peers.map((one) => one.peer);
    return order.indexOf(this.me) > order.indexOf(peer);
  }

  private build(peer: string, entry: Entry): void {
    if (!this.isOfferer(peer)) {
      this.say({ peer, link: entry.link?.id ?? NONE, kind: 'again' });
      return this.watch(peer, entry);
    }
    const link = this.replace(peer, entry, crypto.randomUUID());
    link.offer().catch(() => this.stuck(peer, link));
  }

  private replace(peer: string, entry: Entry, id: string): Link {
    entry.link?.close();
    const to = this.peers.find((one) => one.peer === peer);
    const sent: Sent = to ? this.sentTo(to) : { audio: null, video: null, isLow: false };
    const say = (signal: Omit<MediaSignal, 'peer' | 'link'>) => this.say({ peer, link: id, ...signal });
    const link: Link = new Link(id, this.ice, sent, say, (one) => this.changed(peer, one));
    entry.link = link;
    this.watch(peer, entry);
    return link;
  }

  private watch(peer: string, entry: Entry): void {
    if (entry.timer !== null) clearTimeout(entry.timer);
    const { link } = entry;
    entry.timer = setTimeout(() => this.stuck(peer, link), STUCK_MS);
  }

  private changed(peer: string, link: Link): void {
    const entry = this.entries.get(peer);
    if (entry?.link !== link) return;
    if (link.state === 'connected') Object.assign(entry, { tries: 0, failed: false });
    if (link.state === 'disconnected') this.watch(peer, entry);
    if (link.state === 'failed') this.stuck(peer, link);
    this.exchange();
    this.onChange();
  }

  private stuck(peer: string, link: Link | null): void {
    const entry = this.entries.get(peer);
    if (entry === undefined || entry.link !== link || link?.state === 'connected') return;
    if (entry.timer !== null) clearTimeout(entry.timer);
    entry.tries++;
    if (entry.tries <= TRIES) return this.build(peer, entry);
    entry.failed = true;
    this.onChange();
  }

  private async takeOne(signal: MediaSignal): Promise<void> {
    const entry = this.entries.get(signal.peer);
    if (entry === undefined) return;
    const mine = this.isOfferer(signal.peer);
    if (signal.kind === 'again') {
      if (mine && (entry.link === null || entry.link.id === signal.link || signal.link === NONE) && entry.link?.state !== 'connected')
        this.build(signal.peer, entry);
      return;
    }
    if (signal.kind === 'offer' && !mine && entry.link?.id !== signal.link) {
      entry.failed = false;
      this.replace(signal.peer, entry, signal.link);
    }
    if (entry.link?.id === signal.link) await entry.link.take(signal);
  }

  private drop(peer: string): void {
    const entry = this.entries.get(peer);
    if (entry?.timer) clearTimeout(entry.timer);
    entry?.link?.close();
    this.entries.delete(peer);
  }

  private say(signal: MediaSignal): void {
    this.waiting.push(signal);
    if (this.flushing) return;
    this.flushing = true;
    setTimeout(() => this.flush(), GATHER_MS);
  }

  private flush(): void {
    this.flushing = false;
    const some: MediaSignal[] = [];
    for (let size = 0; this.waiting.length > 0 && some.length < 40;) {
      size += (this.waiting[0]?.sdp ?? '').length + 300;
      if (some.length > 0 && size > LARGEST) break;
      some.push(...this.waiting.splice(0, 1));
    }
    // what does not get there is noticed by the link that does not come about
    if (some.length > 0 && !this.closed) this.send(some).catch(() => undefined);
    if (this.waiting.length > 0) {
      this.flushing = true;
      setTimeout(() => this.flush(), GATHER_MS);
    }
  }
}
