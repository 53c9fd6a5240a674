import { useEffect, useRef, useId, useState, type MouseEvent, type ReactNode, type SyntheticEvent } from 'react';
import X from 'lucide-react/icons/x';
import { m } from '../../paraglide/messages.js';
import { Button } from './button.js';
import { placeOfFocus } from './focus-place.js';
import { InSheet, useWayBack } from './unsaved.js';

interface Props {
  title: string;
  open: boolean;
  onClose: () => void;
  children: ReactNode;
}

/**
 * Bottom sheet on a phone, dialog at a desk. `<dialog>` keeps the focus inside and gives it back on closing; where its place is gone, to
 * the next control. A person who closes it, in whatever way, is asked first where a form in it holds something unsaved (`useUnsaved`).
 */
export function Sheet({ title, open, onClose, children }: Props) {
  const dialog = useRef<HTMLDialogElement>(null);
  const heading = useId();
  const [holds] = useState(() => new Set<object>());
  const [asks, setAsks] = useState(false);
  if (asks && !open) setAsks(false);
  useEffect(() => {
    const node = dialog.current;
    if (node === null || !open) return;
    const giveBack = placeOfFocus(node);
    if (!node.open) node.showModal();
    // also where the dialog goes with what stood around it
    return () => {
      if (node.open) node.close();
      giveBack();
    };
  }, [open]);
  function leave(event?: SyntheticEvent) {
    if (!open || holds.size === 0) return onClose();
    event?.preventDefault();
    // a browser lets Escape be refused once, not twice in a row
    if (dialog.current?.open === false) dialog.current.showModal();
    setAsks(true);
  }
  useWayBack(holds, setAsks);
  return (
    <dialog
      ref={dialog}
      className="sheet"
      aria-labelledby={heading}
      onCancel={(event) => event.target === dialog.current && holds.size > 0 && leave(event)}
      onClose={() => dialog.current?.open === false && leave()} // it may have been opened again since
      onClick={(event: MouseEvent) => event.target === dialog.current && leave()}
    >
      <div className="sheet-head">
        <h2 id={heading}>{title}</h2>
        <Button look="quiet" onClick={() => leave()}>
          <X aria-hidden size={20} />
          {m.close()}
        </Button>
        {asks && <Ask onStay={() => setAsks(false)} onLeave={onClose} />}
      </div>
      <InSheet.Provider value={holds}>
        <div className="sheet-body">{open ? children : null}</div>
      </InSheet.Provider>
    </dialog>
  );
}

function Ask({ onStay, onLeave }: { onStay: () => void; onLeave: () => void }) {
  const box = useRef<HTMLDivElement>(null);
  const words = useId();
  useEffect(() => box.current?.querySelector('button')?.focus(), []);
  return (
    <div ref={box} className="sheet-ask" role="alertdialog" aria-labelledby={words}>
      <p id={words}>{m.unsaved_ask()}</p>
      <div className="row">
        <Button look="main" onClick={onStay}>
          {m.unsaved_stay()}
        </Button>
        <Button onClick={onLeave}>{m.unsaved_leave()}</Button>
      </div>
    </div>
  );
}
