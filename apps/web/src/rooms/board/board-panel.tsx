import { addBoardPage, boardPages, followBoard, openExercise, setBoardPage, type BoardPage } from '#lotse/contract';
import { useAddress } from '../../kit/address/nav.js';
import { useEffect, useMemo, useState, type FormEvent } from 'react';
import { Button } from '../../kit/design/button.js';
import { Note } from '../../kit/design/note.js';
import { Waiting } from '../../kit/design/states.js';
import { takeFocus } from '../../kit/design/take-focus.js';
import { later } from '../../kit/state/later.js';
import { useLive } from '../../kit/state/live-value.js';
import { m } from '../../paraglide/messages.js';
import { useMeeting } from '../meeting/meeting-context.js';
import { SAVED } from './board-words.js';
import type { Adding } from './add-to-board.js';
import type { Shown } from './board-nodes.js';
import { livePictures, livePort, sendPicture } from './board-ports.js';
import { PageSync } from './page-sync.js';
import './board.css';

const BoardEditor = later(() => import('./board-editor.js'));

/** The pages of this board as the server knows them, and which one is shown; "Folge mir" turns everybody's. */
function usePages() {
  const { live, view } = useMeeting();
  const [pages, setPages] = useState<BoardPage[]>([]);
  /** Chosen here, after this event: the next "Folge mir" comes before it. */
  const [chosen, setChosen] = useState<{ pageId: string; after: number } | null>(null);
  const isOpen = view.line === 'open';
  const { pageId = null, seq = 0 } = view.state.boardPage ?? {};
  const shown = chosen !== null && chosen.after >= seq ? chosen.pageId : pageId;
  useEffect(() => {
    if (!isOpen) return;
    live.send(boardPages, {}).then(
      (reply) => setPages(reply.pages),
      () => undefined, // the connection was lost again: with the next one it is asked anew
    );
    return live.on('board.pages', (message) => setPages(message.pages));
  }, [live, isOpen]);
  const show = (id: string) => setChosen({ pageId: id, after: seq });
  return { pages, page: pages.find((one) => one.pageId === shown) ?? pages[0], show };
}

export function BoardPanel() {
  const { view } = useMeeting();
  const { pages, page, show } = usePages();
  const isTutor = view.me?.seat === 'tutor';
  if (page === undefined) return <Waiting />;
  return (
    <section className="board" aria-label={m.board()}>
      {pages.length === 1 && view.me?.seat === 'trainee' && <h2 className="board-name">{m.board()}</h2>}
      {(pages.length > 1 || isTutor) && (
        <div className="board-pages" role="group" aria-label={m.board_pages()}>
          {pages.map((one) => (
            <button key={one.pageId} type="button" aria-current={one.pageId === page.pageId} onClick={() => show(one.pageId)}>
              {one.title}
            </button>
          ))}
          {isTutor && <AddPage onAdded={show} />}
        </div>
      )}
      <Page key={page.pageId} page={page} />
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

function Page({ page }: { page: BoardPage }) {
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
            <span className="row">
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

function AddPage({ onAdded }: { onAdded: (pageId: string) => void }) {
  const { ask } = useMeeting();
  const [title, setTitle] = useState<string | null>(null);
  async function add(event: FormEvent) {
    event.preventDefault();
    if ((title ?? '').trim() === '') return;
    const page = await ask(addBoardPage, { title: (title ?? '').trim() });
    if (page === null) return;
    setTitle(null);
    onAdded(page.pageId);
  }
  if (title === null)
    return (
      <button type="button" onClick={() => setTitle('')}>
        + {m.board_add()}
      </button>
    );
  return (
    <form className="board-add" onSubmit={(event) => void add(event)} onKeyDown={(event) => event.key === 'Escape' && setTitle(null)}>
      <label className="unseen" htmlFor="board-title">
        {m.board_title()}
      </label>
      <input
        id="board-title"
        className="input"
        autoFocus
        ref={takeFocus}
        maxLength={80}
        placeholder={m.board_title()}
        value={title}
        onInput={(event) => setTitle(event.currentTarget.value)}
      />
      <Button type="submit">{m.board_add()}</Button>
      <Button look="quiet" onClick={() => setTitle(null)}>
        {m.cancel()}
      </Button>
    </form>
  );
}
