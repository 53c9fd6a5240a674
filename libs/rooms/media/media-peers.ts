import type { MediaPeer } from '#lotse/contract';
import type { Viewer } from '../rules/command.js';

export interface Taking extends MediaPeer {
  meeting: string;
  /** The connection it speaks over now: an old one that ends late takes nobody with it. */
  connection: string;
  viewer: Viewer;
  since: number;
}

/** Who takes part in seeing and hearing. Nothing of it is stored: when a server starts anew, the browsers say it again. */
export class MediaPeers {
  private readonly byPeer = new Map<string, Taking>();

  /** Those of a meeting, in the order they came. */
  of(meeting: string): Taking[] {
    return [...this.byPeer.values()].filter((one) => one.meeting === meeting).sort((a, b) => a.since - b.since || (a.peer < b.peer ? -1 : 1));
  }

  at(peer: string): Taking | undefined {
    return this.byPeer.get(peer);
  }

  by(connection: string): Taking | undefined {
    return [...this.byPeer.values()].find((one) => one.connection === connection);
  }

  /** Whoever sits there with another tab or device, or under this id by a connection that is being replaced. */
  replacedBy(meeting: string, viewer: Viewer): Taking[] {
    return this.of(meeting).filter(({ viewer: one }) => one.person === viewer.person && one.device === viewer.device);
  }

  put(taking: Taking): void {
    this.byPeer.set(taking.peer, taking);
  }

  /** By the connection that ended; null where it had been replaced before. */
  remove(connection: string): Taking | null {
    const taking = this.by(connection);
    if (taking) this.byPeer.delete(taking.peer);
    return taking ?? null;
  }

  drop(peer: string): void {
    this.byPeer.delete(peer);
  }
}

export function shown({ peer, person, deviceId, audio, video, lowData, circle }: MediaPeer): MediaPeer {
  return { peer, person, deviceId, audio, video, lowData, circle };
}
