import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Connections } from '../live/connections.js';
import { LiveTicker } from '../live/ticker.js';
import { BoardStore, type BoardAt } from './board-store.js';

interface Told {
  at: BoardAt;
  meeting: string;
  /** The last change that everybody connected here was told, without a gap before it. */
  seq: number;
}

/** What other servers have stored on the pages that are open here: each round the numbers are compared, and what is missing is told. */
@Injectable()
export class BoardFollower implements OnModuleInit {
  private readonly pages = new Map<string, Told>();
  private readonly listeners: ((meeting: string) => void)[] = [];

  constructor(
    private readonly store: BoardStore,
    private readonly connections: Connections,
    private readonly ticker: LiveTicker,
  ) {}

  onModuleInit(): void {
    this.ticker.onRound(() => this.look());
  }

  /** Somebody here has this page as of this number. */
  opened(at: BoardAt, meeting: string, pageId: string, seq: number): void {
    const key = keyOf(meeting, pageId);
    if (!this.pages.has(key)) this.pages.set(key, { at, meeting, seq });
  }

  /** Tells of each change that this server stored. */
  onChanged(listener: (meeting: string) => void): void {
    this.listeners.push(listener);
  }

  /** Told by this server; where one before it is missing, the next round finds it. */
  told(meeting: string, pageId: string, seq: number): void {
    const page = this.pages.get(keyOf(meeting, pageId));
    if (page && seq === page.seq + 1) page.seq = seq;
    for (const tell of this.listeners) tell(meeting);
  }

  async look(only?: string): Promise<void> {
    const { meetings } = this.connections;
    for (const [key, page] of this.pages) {
      if (only !== undefined && page.meeting !== only) continue;
      if (!meetings.has(page.meeting)) this.pages.delete(key);
      else await this.catchUp(key.slice(page.meeting.length + 1), page);
    }
  }

  private async catchUp(pageId: string, page: Told): Promise<void> {
    const missed = await this.store.since(page.at, pageId, page.seq);
    if (missed === null) return;
    page.seq = missed.seq;
    this.connections.tell(page.meeting, (all) => all.emit('board.changed', { pageId, ...missed }));
  }
}

const keyOf = (meeting: string, pageId: string) => `${meeting} ${pageId}`;
