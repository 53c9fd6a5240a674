import type { BoardPage } from '#lotse/contract';
import { useCallback, useEffect, useState, type FormEvent, type ReactNode } from 'react';
import { Button } from '../../kit/design/button.js';
import { Note } from '../../kit/design/note.js';
import { takeFocus } from '../../kit/design/take-focus.js';
import { m } from '../../paraglide/messages.js';

/** How pages are made, named and deleted: over the connection of an hour, or over HTTP outside of one. Each says what goes wrong itself. */
export interface PageEdit {
  /** The new page's id; null where it was not done, and false likewise. */
  add: (title: string) => Promise<string | null>;
  rename: (pageId: string, title: string) => Promise<boolean>;
  remove: (pageId: string) => Promise<boolean>;
  restore: (pageId: string) => Promise<boolean>;
}

/** So long a page that was deleted can be taken back here. */
const UNDO_MS = 30_000;

interface TabsProps {
  pages: readonly BoardPage[];
  page: BoardPage;
  onShow: (pageId: string) => void;
  children?: ReactNode;
}

export function PageTabs({ pages, page, onShow, children }: TabsProps) {
  return (
    <div className="board-pages" role="group" aria-label={m.board_pages()}>
      {pages.map((one) => (
        <button key={one.pageId} type="button" aria-current={one.pageId === page.pageId} onClick={() => onShow(one.pageId)}>
          {one.title}
        </button>
      ))}
      {children}
    </div>
  );
}

export function AddPage({ edit, onAdded }: { edit: PageEdit; onAdded: (pageId: string) => void }) {
  const [open, setOpen] = useState(false);
  async function add(title: string) {
    const pageId = await edit.add(title);
    if (pageId === null) return;
    setOpen(false);
    onAdded(pageId);
  }
  if (open) return <TitleForm submit={m.board_add()} onSave={add} onClose={() => setOpen(false)} />;
  return (
    <button type="button" onClick={() => setOpen(true)}>
      + {m.board_add()}
    </button>
  );
}

/** For the page that is shown. Deleting asks nothing: it can be taken back. */
export function PageTools({ page, edit, onRemove }: { page: BoardPage; edit: PageEdit; onRemove: (page: BoardPage) => void }) {
  const [open, setOpen] = useState(false);
  async function rename(title: string) {
    if (title === page.title || (await edit.rename(page.pageId, title))) setOpen(false);
  }
  if (open) return <TitleForm submit={m.board_rename_save()} title={page.title} onSave={rename} onClose={() => setOpen(false)} />;
  return (
    <>
      <Button look="quiet" onClick={() => setOpen(true)}>
        {m.board_rename()}
      </Button>
      <Button look="quiet" onClick={() => onRemove(page)}>
        {m.board_delete()}
      </Button>
    </>
  );
}

interface TitleFormProps {
  submit: string;
  title?: string;
  onSave: (title: string) => Promise<void>;
  onClose: () => void;
}

function TitleForm({ submit, title: before = '', onSave, onClose }: TitleFormProps) {
  const [title, setTitle] = useState(before);
  function save(event: FormEvent) {
    event.preventDefault();
    if (title.trim() !== '') void onSave(title.trim());
  }
  return (
    <form className="board-add" onSubmit={save} onKeyDown={(event) => event.key === 'Escape' && onClose()}>
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
      <Button type="submit">{submit}</Button>
      <Button look="quiet" onClick={onClose}>
        {m.cancel()}
      </Button>
    </form>
  );
}

/** What was deleted here, newest first, and the way back for a while. */
export function useDeleted(edit: PageEdit) {
  const [deleted, setDeleted] = useState<readonly BoardPage[]>([]);
  const forget = useCallback((pageId: string) => setDeleted((all) => all.filter((one) => one.pageId !== pageId)), []);
  return {
    deleted,
    forget,
    /** Named before the server answers: its new list may be here first. */
    remove: async (page: BoardPage) => {
      setDeleted((all) => [page, ...all.filter((one) => one.pageId !== page.pageId)]);
      if (!(await edit.remove(page.pageId))) forget(page.pageId);
    },
    restore: async (page: BoardPage) => {
      if (await edit.restore(page.pageId)) forget(page.pageId);
    },
  };
}
type Deleted = ReturnType<typeof useDeleted>;

/** A page stands here once it has gone from the list. */
export function DeletedPages({ pages, from }: { pages: readonly BoardPage[]; from: Deleted }) {
  const gone = from.deleted.filter(({ pageId }) => pages.every((one) => one.pageId !== pageId));
  return (
    <div role="status" className="board-notes">
      {gone.map((page) => (
        <DeletedPage key={page.pageId} page={page} from={from} />
      ))}
    </div>
  );
}

/** The focus comes here: the button that was pressed has gone with the page. */
function DeletedPage({ page, from: { forget, restore } }: { page: BoardPage; from: Deleted }) {
  const { pageId } = page;
  useEffect(() => {
    const timer = setTimeout(() => forget(pageId), UNDO_MS);
    return () => clearTimeout(timer);
  }, [pageId, forget]);
  return (
    <Note>
      <div className="row row-apart">
        <span>{m.board_deleted({ page: page.title })}</span>
        <button type="button" className="button button-quiet" ref={takeFocus} onClick={() => void restore(page)}>
          {m.board_undo()}
        </button>
      </div>
    </Note>
  );
}

/** The page that was shown here and was deleted by somebody else, for a while. */
export function useGone(pages: readonly BoardPage[], page: BoardPage | undefined, deleted: readonly BoardPage[]): BoardPage | null {
  const [last, setLast] = useState(page);
  const [gone, setGone] = useState<BoardPage | null>(null);
  const isListed = (one: BoardPage) => pages.some(({ pageId }) => pageId === one.pageId);
  if (last !== page) {
    setLast(page);
    if (last !== undefined && !isListed(last) && deleted.every(({ pageId }) => pageId !== last.pageId)) setGone(last);
  }
  useEffect(() => {
    if (gone === null) return;
    const timer = setTimeout(() => setGone(null), UNDO_MS);
    return () => clearTimeout(timer);
  }, [gone]);
  return gone !== null && !isListed(gone) ? gone : null;
}
