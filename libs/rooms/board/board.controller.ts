import { Controller } from '@nestjs/common';
import { Db, FromBody, Handle, IdParam, Problem } from '#lotse/base';
import {
  addRoomBoardPage,
  addRoomPicture,
  changeRoomBoard,
  deleteRoomBoardPage,
  renameRoomBoardPage,
  restoreRoomBoardPage,
  roomBoard,
  roomBoardPage,
  roomPicture,
  type BoardPage,
  type PictureType,
  type BodyOf,
} from '#lotse/contract';
import { CurrentMe, enrolmentOf, type Me } from '#lotse/people';
import * as Y from 'yjs';
import { BoardChanges } from './board-changes.js';
import type { BoardAt } from './board.queries.js';
import { BoardStore } from './board-store.js';
import { PicturesService } from './pictures.service.js';
import { FIRST_PAGE } from './first-page.js';
import { Room } from '../entities.js';

/** The board outside of an hour: prepared before it by those who teach, read after it by everybody of the course. */
@Controller()
export class BoardController {
  constructor(
    private readonly db: Db,
    private readonly store: BoardStore,
    private readonly changes: BoardChanges,
    private readonly pictures: PicturesService,
  ) {}

  @Handle(roomBoard)
  async pages(@CurrentMe() me: Me, @IdParam('enrolmentId') enrolmentId: string, @IdParam('roomId') roomId: string): Promise<{ pages: BoardPage[] }> {
    const { at } = await this.at(me, enrolmentId, roomId);
    return { pages: await this.store.pages(at, FIRST_PAGE) };
  }

  @Handle(roomBoardPage)
  async page(@CurrentMe() me: Me, @IdParam('enrolmentId') enrolmentId: string, @IdParam('roomId') roomId: string, @IdParam('pageId') pageId: string) {
    const { at, teaches } = await this.at(me, enrolmentId, roomId);
    const { page, updates } = await this.store.open(at, pageId);
    return { page, mayWrite: teaches, update: updates.length === 0 ? '' : Buffer.from(Y.mergeUpdates(updates)).toString('base64') };
  }

  @Handle(changeRoomBoard)
  async change(
    @CurrentMe() me: Me,
    @IdParam('enrolmentId') enrolmentId: string,
    @IdParam('roomId') roomId: string,
    @IdParam('pageId') pageId: string,
    @FromBody(changeRoomBoard) { update }: BodyOf<typeof changeRoomBoard>,
  ): Promise<{ seq: number }> {
    const { at, teaches } = await this.at(me, enrolmentId, roomId);
    if (!teaches) throw new Problem('forbidden', 'board.read-only');
    return { seq: await this.changes.change(at, pageId, { mayAll: true }, Buffer.from(update, 'base64')) };
  }

  @Handle(addRoomBoardPage)
  async add(
    @CurrentMe() me: Me,
    @IdParam('enrolmentId') enrolmentId: string,
    @IdParam('roomId') roomId: string,
    @FromBody(addRoomBoardPage) { title }: BodyOf<typeof addRoomBoardPage>,
  ): Promise<BoardPage> {
    const { at } = await this.at(me, enrolmentId, roomId);
    return this.store.add(at, title);
  }

  @Handle(renameRoomBoardPage)
  async rename(
    @CurrentMe() me: Me,
    @IdParam('enrolmentId') enrolmentId: string,
    @IdParam('roomId') roomId: string,
    @IdParam('pageId') pageId: string,
    @FromBody(renameRoomBoardPage) { title }: BodyOf<typeof renameRoomBoardPage>,
  ): Promise<BoardPage> {
    const { at } = await this.at(me, enrolmentId, roomId);
    return this.store.set(at, pageId, { title });
  }

  @Handle(deleteRoomBoardPage)
  async delete(
    @CurrentMe() me: Me,
    @IdParam('enrolmentId') enrolmentId: string,
    @IdParam('roomId') roomId: string,
    @IdParam('pageId') pageId: string,
  ): Promise<{ deleted: true }> {
    const { at } = await this.at(me, enrolmentId, roomId);
    await this.store.delete(at, pageId);
    return { deleted: true };
  }

  @Handle(restoreRoomBoardPage)
  async restore(
    @CurrentMe() me: Me,
    @IdParam('enrolmentId') enrolmentId: string,
    @IdParam('roomId') roomId: string,
    @IdParam('pageId') pageId: string,
  ): Promise<BoardPage> {
    const { at } = await this.at(me, enrolmentId, roomId);
    return this.store.restore(at, pageId);
  }

  @Handle(addRoomPicture)
  async addPicture(
    @CurrentMe() me: Me,
    @IdParam('enrolmentId') enrolmentId: string,
    @IdParam('roomId') roomId: string,
    @FromBody(addRoomPicture) { data }: BodyOf<typeof addRoomPicture>,
  ): Promise<{ pictureId: string }> {
    const { at } = await this.at(me, enrolmentId, roomId);
    return this.pictures.add(at, Buffer.from(data, 'base64'));
  }

  @Handle(roomPicture)
  async picture(
    @CurrentMe() me: Me,
    @IdParam('enrolmentId') enrolmentId: string,
    @IdParam('roomId') roomId: string,
    @IdParam('pictureId') pictureId: string,
  ): Promise<{ type: PictureType; data: string }> {
    const { at } = await this.at(me, enrolmentId, roomId);
    return this.pictures.read(at, pictureId);
  }

  /** A room of the course in the path; foreign and unknown ones are both not there. */
  private async at(me: Me, enrolmentId: string, roomId: string): Promise<{ at: BoardAt; teaches: boolean }> {
    const { courseId, role } = enrolmentOf(me, enrolmentId, 'trainee', 'teacher', 'tutor');
    if (!(await this.db.as(me, (tx) => tx.existsBy(Room, { tenant: me.tenant, id: roomId, course: courseId })))) throw new Problem('not-found', 'room.unknown');
    return { at: { tenant: me.tenant, room: roomId }, teaches: role !== 'trainee' };
  }
}
