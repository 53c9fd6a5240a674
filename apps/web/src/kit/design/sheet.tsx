import { useEffect, useRef, useId, type MouseEvent, type ReactNode } from 'react';
import X from 'lucide-react/icons/x';
import { m } from '../../paraglide/messages.js';
import { Button } from './button.js';

interface Props {
  title: string;
  open: boolean;
  onClose: () => void;
  children: ReactNode;
}

/** Bottom sheet on a phone, dialog at a desk. `<dialog>` keeps the focus inside and gives it back on closing. */
export function Sheet({ title, open, onClose, children }: Props) {
  const dialog = useRef<HTMLDialogElement>(null);
  const heading = useId();
  useEffect(() => {
    const node = dialog.current;
    if (node === null || node.open === open) return;
    if (open) node.showModal();
    else node.close();
  }, [open]);
  function closeOnVeil(event: MouseEvent) {
    if (event.target === dialog.current) onClose();
  }
  return (
    <dialog ref={dialog} className="sheet" aria-labelledby={heading} onClose={onClose} onClick={closeOnVeil}>
      <div className="sheet-head">
        <h2 id={heading}>{title}</h2>
        <Button look="quiet" onClick={onClose}>
          <X aria-hidden size={20} />
          {m.close()}
        </Button>
      </div>
      <div className="sheet-body">{open ? children : null}</div>
    </dialog>
  );
}
