import { addBoardPage, boardPages, deleteBoardPage, followBoard, openExercise, restoreBoardPage, setBoardPage, type BoardPage } from '#lotse/contract';
import { useAddress } from '../../kit/address/nav.js';
import { useEffect, useMemo, useState, type ReactNode } from 'react';
import { Button } from '../../kit/design/button.js';
import { Note } from '../../kit/design/note.js';
import { Waiting } from '../../kit/design/states.js';
import { later } from '../../kit/state/later.js';
import { useLive } from '../../kit/state/live-value.js';
import { m } from '../../paraglide/messages.js';
import { useMeeting } from '../meeting/meeting-context.js';
import { SAVED } from './board-words.js';
import type { Adding } from './add-to-board.js';
import type { Shown } from './board-nodes.js';
import { AddPage, DeletedPages, PageTabs, PageTools, useDeleted, useGone, type PageEdit } from './board-pages.js';
import { livePictures, livePort, sendPicture } from './board-ports.js';
import { PageSync } from './page-sync.js';
import { shownPage, type ChosenPage } from './shown-page.js';
import './board.css';

const BoardEditor = later(() => import('./board-editor.js'));

/** The pages of this board as the server knows them, and which one is shown; "Folge mir" turns everybody's. */
function usePages() {
  const { live, view } = useMeeting();
  const [pages, setPages] = useState<BoardPage[]>([]);
  const [chosen, setChosen] = useState<ChosenPage | null>(null);
  const isOpen = view.line === 'open';
  const turned = view.state.boardPage;
  useEffect(() => {
    if (!isOpen) return;
    live.send(boardPages, {}).then(
      (reply) => setPages(reply.pages),
      () => undefined, // the connection was lost again: with the next one it is asked anew
    );
    return live.on('board.pages', (message) => setPages(message.pages));
  }, [live, isOpen]);
  const show = (id: string) => setChosen({ pageId: id, after: turned?.seq ?? 0 });
  return { pages, page: shownPage(pages, chosen, turned), show };
}

function usePageEdit(): PageEdit {
  const { ask, act } = useMeeting();
  return {
    add: async (title) => (await ask(addBoardPage, { title }))?.pageId ?? null,
    rename: (pageId, title) => act(setBoardPage, { pageId, title }),
    remove: (pageId) => act(deleteBoardPage, { pageId }),
    restore: (pageId) => act(restoreBoardPage, { pageId }),
  };
}

export function BoardPanel() {
  const { view } = useMeeting();
  const { pages, page, show } = usePages();
  const edit = usePageEdit();
  const deleted = useDeleted(edit);
  const gone = useGone(pages, page, deleted.deleted);
  const seat = view.me?.seat;
  const isTutor = seat === 'tutor';
  if (page === undefined) return <Waiting />;
  return (
    <section className="board" aria-label={m.board()}>
      {pages.length === 1 && seat === 'trainee' && <h2 className="board-name">{m.board()}</h2>}
      {(pages.length > 1 || isTutor) && (
        <PageTabs pages={pages} page={page} onShow={show}>
          {isTutor && <AddPage edit={edit} onAdded={show} />}
        </PageTabs>
      )}
      {isTutor && <DeletedPages pages={pages} from={deleted} />}
      {seat !== 'device' && (
        <div role="status" className="board-notes">
          {gone !== null && <Note>{m.board_gone({ page: gone.title, shown: page.title })}</Note>}
        </div>
      )}
      <Page key={page.pageId} page={page} tools={isTutor && <PageTools page={page} edit={edit} onRemove={(one) => void deleted.remove(one)} />} />
    </section>
  );
}

/** What the board shows beside text, and what a tutor may put there. */
function useOnBoard(): { shown: Shown; add: Adding | null } {
  const { live, view, act } = useMeeting();
  const address = useAddress();
  const isTutor = view.me?.seat === 'tutor';
  const [enrolmentId, roomId] = [address?.values['enr'] ?? '', view.meeting?.roomId ?? ''];
  const shown = useMemo<Shown>(
    () => ({
      picture: livePictures(live),
      card: isTutor ? (unitId, exerciseId) => ({ word: m.live_open_exercise(), act: () => void act(openExercise, { unitId, exerciseId }) }) : null,
    }),
    [live, isTutor, act],
  );
  const add = useMemo(() => (isTutor ? { picture: (picture: Blob) => sendPicture(enrolmentId, roomId, picture) } : null), [isTutor, enrolmentId, roomId]);
  return { shown, add };
}

function Page({ page, tools }: { page: BoardPage; tools: ReactNode }) {
  const { live, view, act } = useMeeting();
  const seat = view.me?.seat;
  const sync = useMemo(() => new PageSync(livePort(live), page.pageId), [live, page.pageId]);
  const { saving, mayWrite } = useLive(sync.state);
  const isOpen = view.line === 'open';
  const { shown, add } = useOnBoard();
  useEffect(() => live.on('board.changed', (change) => sync.take(change)), [live, sync]);
  useEffect(() => {
    if (isOpen) void sync.open();
  }, [sync, isOpen]);
  useEffect(() => () => sync.close(), [sync]);
  const writes = mayWrite && seat !== 'device' && (seat === 'tutor' || (!page.readOnly && !view.state.locks.board));
  return (
    <>
      <BoardEditor doc={sync.doc} label={page.title} mayWrite={writes} showsTools={seat !== 'device'} shown={shown} add={add} />
      {saving === 'refused' && <Note look="wrong">{m.board_refused()}</Note>}
      {seat !== 'device' && (
        <div className="row row-apart board-foot">
          <span className="small soft" role="status">
            {writes ? SAVED[saving]() : m.board_read_only()}
          </span>
          {seat === 'tutor' && (
            <span className="row board-tools">
              {tools}
              <Button look="quiet" aria-pressed={page.readOnly} onClick={() => void act(setBoardPage, { pageId: page.pageId, readOnly: !page.readOnly })}>
                {page.readOnly ? m.board_let_write() : m.board_only_read()}
              </Button>
              <Button look="quiet" onClick={() => void act(followBoard, { pageId: page.pageId })}>
                {view.state.boardPage?.pageId === page.pageId ? m.board_followed() : m.board_follow()}
              </Button>
            </span>
          )}
        </div>
      )}
    </>
  );
}
