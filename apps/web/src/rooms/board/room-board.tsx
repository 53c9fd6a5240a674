import { addRoomBoardPage, roomBoard, type BoardPage } from '#lotse/contract';
import { useEffect, useMemo, useState } from 'react';
import { call } from '../../kit/api/call.js';
import { useLoad } from '../../kit/api/use-load.js';
import { Button } from '../../kit/design/button.js';
import { Note } from '../../kit/design/note.js';
import { Failed, Waiting } from '../../kit/design/states.js';
import { Field, Form } from '../../kit/form/form.js';
import { navigate } from '../../kit/address/nav.js';
import { pathTo } from '../../kit/address/addresses.js';
import { isStaff, useSession } from '../../kit/session/session.js';
import { later } from '../../kit/state/later.js';
import { useLive } from '../../kit/state/live-value.js';
import { m } from '../../paraglide/messages.js';
import type { Shown } from './board-nodes.js';
import { roomPictures, roomPort, sendPicture } from './board-ports.js';
import { SAVED } from './board-words.js';
import { PageSync } from './page-sync.js';
import './board.css';

const BoardEditor = later(() => import('./board-editor.js'));

/** The board outside of an hour: those who teach prepare it, everybody of the course reads it. */
export function RoomBoard({ roomId, mayWrite }: { roomId: string; mayWrite: boolean }) {
  const { enrolmentId } = useSession();
  const board = useLoad(`board ${roomId}`, (signal) => call(roomBoard, { params: { enrolmentId, roomId }, signal }));
  const [shown, setShown] = useState<string | null>(null);
  if (board.problem !== null) return <Failed problem={board.problem} onRetry={board.reload} heading={false} />;
  if (board.value === null) return <Waiting />;
  const { pages } = board.value;
  const page = pages.find((one) => one.pageId === shown) ?? pages[0];
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
          <div className="board-pages" role="group" aria-label={m.board_pages()}>
            {pages.map((one) => (
              <button key={one.pageId} type="button" aria-current={one.pageId === page.pageId} onClick={() => setShown(one.pageId)}>
                {one.title}
              </button>
            ))}
          </div>
        )}
        <BoardPageView key={page.pageId} roomId={roomId} page={page} />
      </div>
      {mayWrite && (
        <AddPage
          roomId={roomId}
          onAdded={(pageId) => {
            board.look();
            setShown(pageId);
          }}
        />
      )}
    </section>
  );
}

function BoardPageView({ roomId, page }: { roomId: string; page: BoardPage }) {
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
      <div className="board-foot">
        <span className="small soft" role="status">
          {mayWrite || saving === 'opening' ? SAVED[saving]() : m.board_read_only()}
        </span>
      </div>
    </>
  );
}

function AddPage({ roomId, onAdded }: { roomId: string; onAdded: (pageId: string) => void }) {
  const { enrolmentId } = useSession();
  const [title, setTitle] = useState<string | null>(null);
  if (title === null)
    return (
      <div>
        <Button onClick={() => setTitle('')}>{m.board_add()}</Button>
      </div>
    );
  async function add() {
    const { pageId } = await call(addRoomBoardPage, { params: { enrolmentId, roomId }, body: { title: title ?? '' } });
    setTitle(null);
    onAdded(pageId);
  }
  return (
    <Form submit={m.board_add()} onSubmit={add}>
      <Field label={m.board_title()} value={title} required maxLength={80} onChange={setTitle} />
    </Form>
  );
}
