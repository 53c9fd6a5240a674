import { addRoomBoardPage, deleteRoomBoardPage, renameRoomBoardPage, restoreRoomBoardPage, roomBoard, type BoardPage } from '#lotse/contract';
import { useEffect, useMemo, useState, type ReactNode } from 'react';
import { call } from '../../kit/api/call.js';
import { useLoad } from '../../kit/api/use-load.js';
import { Button } from '../../kit/design/button.js';
import { Note } from '../../kit/design/note.js';
import { Failed, Waiting } from '../../kit/design/states.js';
import { Refused } from '../../kit/form/form.js';
import { navigate } from '../../kit/address/nav.js';
import { pathTo } from '../../kit/address/addresses.js';
import { isStaff, useSession } from '../../kit/session/session.js';
import { later } from '../../kit/state/later.js';
import { useLive } from '../../kit/state/live-value.js';
import { m } from '../../paraglide/messages.js';
import type { Shown } from './board-nodes.js';
import { AddPage, DeletedPages, PageTabs, PageTools, useDeleted, type PageEdit } from './board-pages.js';
import { roomPictures, roomPort, sendPicture } from './board-ports.js';
import { SAVED } from './board-words.js';
import { PageSync } from './page-sync.js';
import { shownPage } from './shown-page.js';
import './board.css';

const BoardEditor = later(() => import('./board-editor.js'));

/** The board outside of an hour: those who teach prepare it, everybody of the course reads it. */
export function RoomBoard({ roomId, mayWrite }: { roomId: string; mayWrite: boolean }) {
  const { enrolmentId } = useSession();
  const board = useLoad(`board ${roomId}`, (signal) => call(roomBoard, { params: { enrolmentId, roomId }, signal }));
  const [chosen, setChosen] = useState<string | null>(null);
  const { edit, problem } = usePageEdit(roomId, board.look);
  const deleted = useDeleted(edit);
  if (board.problem !== null) return <Failed problem={board.problem} onRetry={board.reload} heading={false} />;
  if (board.value === null) return <Waiting />;
  const { pages } = board.value;
  const page = shownPage(pages, chosen === null ? null : { pageId: chosen, after: 0 }, null);
  if (page === undefined) return null;
  return (
    <section className="stack stack-8" aria-labelledby="room-board">
      <div className="row row-apart">
        <h2 id="room-board">{m.board()}</h2>
        <Button look="quiet" className="room-around" onClick={() => window.print()}>
          {m.print()}
        </Button>
      </div>
      <div className="board">
        {(pages.length > 1 || mayWrite) && (
          <PageTabs pages={pages} page={page} onShow={setChosen}>
            {mayWrite && <AddPage edit={edit} onAdded={setChosen} />}
          </PageTabs>
        )}
        {mayWrite && <DeletedPages pages={pages} from={deleted} />}
        {problem !== null && <Refused problem={problem} />}
        <BoardPageView
          key={page.pageId}
          roomId={roomId}
          page={page}
          tools={mayWrite && <PageTools page={page} edit={edit} onRemove={(one) => void deleted.remove(one)} />}
        />
      </div>
    </section>
  );
}

/** `onChange` reads the list anew. The refusal stays until the next try. */
function usePageEdit(roomId: string, onChange: () => void): { edit: PageEdit; problem: unknown } {
  const { enrolmentId } = useSession();
  const [problem, setProblem] = useState<unknown>(null);
  async function tried<R>(act: () => Promise<R>): Promise<R | null> {
    setProblem(null);
    try {
      const done = await act();
      onChange();
      return done;
    } catch (refused) {
      setProblem(refused);
      return null;
    }
  }
  const at = (pageId: string) => ({ enrolmentId, roomId, pageId });
  const edit: PageEdit = {
    add: async (title) => (await tried(() => call(addRoomBoardPage, { params: { enrolmentId, roomId }, body: { title } })))?.pageId ?? null,
    rename: async (pageId, title) => (await tried(() => call(renameRoomBoardPage, { params: at(pageId), body: { title } }))) !== null,
    remove: async (pageId) => (await tried(() => call(deleteRoomBoardPage, { params: at(pageId), body: {} }))) !== null,
    restore: async (pageId) => (await tried(() => call(restoreRoomBoardPage, { params: at(pageId), body: {} }))) !== null,
  };
  return { edit, problem };
}

function BoardPageView({ roomId, page, tools }: { roomId: string; page: BoardPage; tools: ReactNode }) {
  const session = useSession();
  const { registrationId, enrolmentId } = session;
  const sync = useMemo(() => new PageSync(roomPort(enrolmentId, roomId), page.pageId), [enrolmentId, roomId, page.pageId]);
  const { saving, mayWrite } = useLive(sync.state);
  const isTeaching = isStaff(session);
  const shown = useMemo<Shown>(
    () => ({
      picture: roomPictures(enrolmentId, roomId),
      card: isTeaching
        ? null
        : (unitId) => ({ word: m.board_card_practise(), act: () => navigate(pathTo('task', { reg: registrationId, enr: enrolmentId }, { unit: unitId })) }),
    }),
    [registrationId, enrolmentId, roomId, isTeaching],
  );
  const add = useMemo(() => (isTeaching ? { picture: (picture: Blob) => sendPicture(enrolmentId, roomId, picture) } : null), [isTeaching, enrolmentId, roomId]);
  useEffect(() => {
    void sync.open();
    return () => sync.close();
  }, [sync]);
  return (
    <>
      <BoardEditor doc={sync.doc} label={page.title} mayWrite={mayWrite} showsTools shown={shown} add={add} />
      {saving === 'refused' && <Note look="wrong">{m.board_refused()}</Note>}
      <div className="row row-apart board-foot">
        <span className="small soft" role="status">
          {mayWrite || saving === 'opening' ? SAVED[saving]() : m.board_read_only()}
        </span>
        {tools && <span className="row board-tools">{tools}</span>}
      </div>
    </>
  );
}
