import { Injectable } from '@nestjs/common';
import { Clock, Db } from '#lotse/base';
import type { At } from '../log/meeting.queries.js';
import type { Viewer } from '../rules/command.js';
import { endPresences, endSilent, noteHeard, insertPresence, lastHeard, type LastHeard } from './presence.queries.js';

/** After this time others see that somebody is away; after the second one seat and hand are free. */
export const AWAY_MS = 20_000;
export const GONE_MS = 90_000;
/** How often times are written, and when a connection of a server that died is taken for gone. */
export const HEARD_MS = 20_000;
const SILENT_MS = 60_000;

export interface Heard {
  person: string;
  /** When something was last heard of any of their connections. */
  last: number;
}

/** Rows of connections: one person, many of them. A row is ended by its own id only, so a late end never touches a newer one. */
@Injectable()
export class PresenceService {
  private leaving = new Map<string, number>();
  private flushing: Promise<void> | undefined;

  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
  ) {}

  async came(at: At, viewer: Viewer, connection: string): Promise<void> {
    await this.db.jobAtOnce(at.tenant, [insertPresence(at, viewer, { id: connection, at: this.clock.now() })]);
  }

  /** A class whose network fails leaves at once: that is one statement. */
  left(connection: string): Promise<void> {
    this.leaving.set(connection, this.clock.now().getTime());
    this.flushing ??= new Promise<void>((resolve) => setImmediate(resolve))
      .then(() => this.writeLeft())
      .finally(() => {
        this.flushing = undefined;
      });
    return this.flushing;
  }

  private async writeLeft(): Promise<void> {
    const gone = [...this.leaving];
    this.leaving = new Map();
    await this.db.gate('rooms', (tx) =>
      endPresences(
        tx,
        gone.map(([id, at]) => [id, new Date(at)]),
      ),
    );
  }

  /**
   * The times of this server's connections, of all tenants in one statement; and the end of connections whose server has died. One that
   * was taken for such, and is heard again, goes on: a page may wake in the last moment, and a database may have been away.
   */
  async heard(connections: ReadonlyMap<string, number>): Promise<void> {
    const now = this.clock.now().getTime();
    const times = [...connections].map(([id, at]) => [id, new Date(at)] as const);
    await this.db.gate('rooms', async (tx) => {
      await noteHeard(tx, times);
      await endSilent(tx, new Date(now - SILENT_MS));
    });
  }

  /** When each person of a meeting was last heard of, by what servers have written; without these connections, of which the caller knows more. */
  async last(at: At, but: readonly string[]): Promise<Heard[]> {
    const [rows] = await this.db.jobAtOnce(at.tenant, [lastHeard(at, but)]);
    const found = (rows ?? []) as unknown as LastHeard[];
    // a connection that stands was heard of in the last writing at the latest
    return found.map(({ person, last, open }) => ({ person, last: last.getTime() + (open ? HEARD_MS : 0) }));
  }

  async settled(): Promise<void> {
    await this.flushing;
  }
}
