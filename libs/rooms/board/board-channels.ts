import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Problem } from '#lotse/base';
import {
  addBoardPage,
  boardPages,
  boardPicture,
  changeBoard,
  deleteBoardPage,
  followBoard,
  openBoardPage,
  restoreBoardPage,
  setBoardPage,
} from '#lotse/contract';
import { LiveChannels, type Asked } from '../live/channels.js';
import { Connections } from '../live/connections.js';
import { RoomsService } from '../rooms.service.js';
import { BoardChanges } from './board-changes.js';
import { BoardFollower } from './board-follower.js';
import { PicturesService } from './pictures.service.js';
import type { BoardAt } from './board.queries.js';
import { BoardStore } from './board-store.js';
import { FIRST_PAGE } from './first-page.js';

/** The board during an hour: changes are stored, acknowledged, and then shown to everybody else in the meeting. */
@Injectable()
export class BoardChannels implements OnModuleInit {
  /** The room of each meeting that was asked for. */
  private readonly rooms = new Map<string, string>();

  constructor(
    private readonly channels: LiveChannels,
    private readonly connections: Connections,
    private readonly list: RoomsService,
    private readonly store: BoardStore,
    private readonly changes: BoardChanges,
    private readonly pictures: PicturesService,
    private readonly follower: BoardFollower,
  ) {}

  onModuleInit(): void {
    const { channels, store } = this;
    channels.on(boardPages, async (asked) => ({ seq: 0, reply: { pages: await store.pages(await this.at(asked), FIRST_PAGE) } }));
    channels.on(openBoardPage, async (asked) => {
      const at = await this.at(asked);
      const opened = await store.open(at, asked.body.pageId, asked.body.after);
      this.follower.opened(at, asked.connection.at.meeting, asked.body.pageId, opened.page.seq);
      return { seq: 0, reply: { ...opened, mayWrite: this.mayWrite(asked, opened.page.readOnly) } };
    });
    channels.on(boardPicture, async (asked) => ({ seq: 0, reply: await this.pictures.read(await this.at(asked), asked.body.pictureId) }));
    channels.on(changeBoard, (asked) => this.change(asked));
    channels.on(addBoardPage, (asked) => this.listed(asked, async (at) => store.add(at, asked.body.title, { id: asked.id })));
    channels.on(setBoardPage, (asked) => this.listed(asked, (at) => store.set(at, asked.body.pageId, asked.body)));
    channels.on(deleteBoardPage, async (asked) => {
      await this.listed(asked, (at) => store.delete(at, asked.body.pageId));
      return { seq: 0 };
    });
    channels.on(restoreBoardPage, (asked) => this.listed(asked, (at) => store.restore(at, asked.body.pageId)));
    channels.on(followBoard, async (asked) => {
      const pages = await store.heads(await this.at(asked));
      if (!pages.some(({ id }) => id === asked.body.pageId)) throw new Problem('not-found', 'board.unknown');
      return LiveChannels.decided(asked, followBoard.channel);
    });
  }

  private async change(asked: Asked<{ pageId: string; update: Uint8Array }>): Promise<{ seq: number; reply: { boardSeq: number } }> {
    const { pageId, update } = asked.body;
    if (!this.mayWrite(asked, false)) throw new Problem('forbidden', 'board.read-only');
    const { id, at } = asked.connection;
    const seq = await this.changes.change(await this.at(asked), pageId, { mayAll: this.isTutor(asked) }, update);
    this.connections.tell(at.meeting, (others) => others.emit('board.changed', { pageId, seq, update }), id);
    this.follower.told(at.meeting, pageId, seq);
    return { seq: 0, reply: { boardSeq: seq } };
  }

  private isTutor({ connection }: Asked<unknown>): boolean {
    return connection.viewer.seat === 'tutor';
  }

  private mayWrite(asked: Asked<unknown>, readOnly: boolean): boolean {
    const { viewer } = asked.connection;
    return this.isTutor(asked) || (viewer.seat === 'trainee' && !readOnly && !asked.meeting.state.locks.board);
  }

  private async at({ connection: { at } }: Asked<unknown>): Promise<BoardAt> {
    const known = this.rooms.get(at.meeting) ?? (await this.list.about(at)).roomId;
    this.rooms.set(at.meeting, known);
    return { tenant: at.tenant, room: known };
  }

  /** Does something to the list of pages, and shows everybody the new one. */
  private async listed<R>(asked: Asked<unknown>, act: (at: BoardAt) => Promise<R>): Promise<{ seq: number; reply: R }> {
    const at = await this.at(asked);
    const reply = await act(at);
    await this.showPages(asked, at);
    return { seq: 0, reply };
  }

  private async showPages(asked: Asked<unknown>, at: BoardAt): Promise<void> {
    const pages = await this.store.pages(at, FIRST_PAGE);
    const { meeting } = asked.connection.at;
    this.connections.tell(meeting, (all) => all.emit('board.pages', { pages }));
    this.follower.changed(meeting);
  }
}
