import { Controller } from '@nestjs/common';
import { Db, FromBody, Handle, IdParam, Problem } from '#lotse/base';
import { addRoomBoardPage, changeRoomBoard, roomBoard, roomBoardPage, type BoardPage } from '#lotse/contract';
import { CurrentMe, placeOf, type Me } from '#lotse/people';
import * as Y from 'yjs';
import { BoardStore, type BoardAt } from './board-store.js';
import { FIRST_PAGE } from './first-page.js';

/** The board outside of an hour: prepared before it by those who teach, read after it by everybody of the course. */
@Controller()
export class BoardController {
  constructor(
    private readonly db: Db,
    private readonly store: BoardStore,
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
    @FromBody(changeRoomBoard) { update }: { update: string },
  ): Promise<{ seq: number }> {
    const { at, teaches } = await this.at(me, enrolmentId, roomId);
    if (!teaches) throw new Problem('forbidden', 'board.read-only');
    return { seq: await this.store.change(at, pageId, { mayAll: true }, Buffer.from(update, 'base64')) };
  }

  @Handle(addRoomBoardPage)
  async add(
    @CurrentMe() me: Me,
    @IdParam('enrolmentId') enrolmentId: string,
    @IdParam('roomId') roomId: string,
    @FromBody(addRoomBoardPage) { title }: { title: string },
  ): Promise<BoardPage> {
    const { at } = await this.at(me, enrolmentId, roomId);
    return this.store.add(at, title);
  }

  /** A room of the course in the path; foreign and unknown ones are both not there. */
  private async at(me: Me, enrolmentId: string, roomId: string): Promise<{ at: BoardAt; teaches: boolean }> {
    const { courseId, role } = placeOf(me, enrolmentId, 'trainee', 'teacher', 'tutor');
    const rows = await this.db.as(me, (tx) =>
      tx.query<unknown[]>(`select 1 from room where tenant = $1 and id = $2 and course = $3`, [me.tenant, roomId, courseId]),
    );
    if (rows.length === 0) throw new Problem('not-found', 'room.unknown');
    return { at: { tenant: me.tenant, room: roomId }, teaches: role !== 'trainee' };
  }
}
