import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Connections } from '../live/connections.js';
import { LiveTicker } from '../live/ticker.js';
import type { BoardAt } from './board.queries.js';
import { BoardStore } from './board-store.js';
import { FIRST_PAGE } from './first-page.js';

interface Board {
  at: BoardAt;
  /** Pages that somebody here has open: the last change that everybody connected here was told, without a gap before it. */
  told: Map<string, number>;
  /** Pages as they were listed last, with titles and locks; null until they were looked at. */
  list: string | null;
}

/** What other servers have stored on the boards that are open here: each round numbers and lists are compared, and what is missing is told. */
@Injectable()
export class BoardFollower implements OnModuleInit {
  /** By meeting. */
  private readonly boards = new Map<string, Board>();
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
    const board = this.boards.get(meeting) ?? { at, told: new Map<string, number>(), list: null };
    this.boards.set(meeting, board);
    if (!board.told.has(pageId)) board.told.set(pageId, seq);
  }

  /** Tells of each change that this server stored. */
  onChanged(listener: (meeting: string) => void): void {
    this.listeners.push(listener);
  }

  /** Told by this server; where one before it is missing, the next round finds it. */
  told(meeting: string, pageId: string, seq: number): void {
    const told = this.boards.get(meeting)?.told;
    if (told?.get(pageId) === seq - 1) told.set(pageId, seq);
    this.changed(meeting);
  }

  /** Pages of this meeting's board are others than before. */
  changed(meeting: string): void {
    for (const tell of this.listeners) tell(meeting);
  }

  async look(only?: string): Promise<void> {
    const { meetings } = this.connections;
    for (const [meeting, board] of this.boards) {
      if (only !== undefined && meeting !== only) continue;
      if (!meetings.has(meeting)) this.boards.delete(meeting);
      else await this.catchUp(meeting, board);
    }
  }

  private async catchUp(meeting: string, board: Board): Promise<void> {
    const heads = await this.store.heads(board.at);
    const list = JSON.stringify(heads.map(({ id, look }) => [id, look]));
    if (board.list !== null && board.list !== list) {
      const pages = await this.store.pages(board.at, FIRST_PAGE);
      this.connections.tell(meeting, (all) => all.emit('board.pages', { pages }));
    }
    board.list = list;
    for (const { id: pageId, seq } of heads) {
      const told = board.told.get(pageId);
      const missed = told === undefined || told >= seq ? null : await this.store.since(board.at, pageId, told);
      if (missed === null) continue;
      board.told.set(pageId, missed.seq);
      this.connections.tell(meeting, (all) => all.emit('board.changed', { pageId, ...missed }));
    }
  }
}
