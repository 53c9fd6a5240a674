import { useEffect, useState, type ReactNode } from 'react';
import { Button } from '../../kit/design/button.js';
import { Sheet } from '../../kit/design/sheet.js';
import { navigate } from '../../kit/address/nav.js';
import { askOnLeaving, mayLeave } from '../../kit/session/unsaved.js';
import { m } from '../../paraglide/messages.js';

/**
 * A link inside Lotse first saves the text it leads away from, and asks where that does not work. Closing the window asks by itself.
 * Gives back the question, for the page to draw.
 */
export function useLeaveGuard(isUnsaved: boolean): ReactNode {
  const [answer, setAnswer] = useState<((may: boolean) => void) | null>(null);
  useEffect(() => {
    if (!isUnsaved) return;
    const letGo = askOnLeaving(() => new Promise((done) => setAnswer(() => done)));
    document.addEventListener('click', holdLink, true);
    return () => {
      letGo();
      document.removeEventListener('click', holdLink, true);
    };
  }, [isUnsaved]);
  function decide(may: boolean) {
    answer?.(may);
    setAnswer(null);
  }
  return (
    <Sheet title={m.rep_leave_title()} open={answer !== null} onClose={() => decide(false)}>
      <div className="stack">
        <p>{m.rep_leave()}</p>
        <div className="row">
          <Button look="main" onClick={() => decide(false)}>
            {m.unsaved_stay()}
          </Button>
          <Button onClick={() => decide(true)}>{m.rep_leave_anyway()}</Button>
        </div>
      </div>
    </Sheet>
  );
}

function holdLink(event: MouseEvent): void {
  const link = event.target instanceof Element ? event.target.closest<HTMLAnchorElement>('a[href]') : null;
  if (link === null || link.hasAttribute('download') || link.target === '_blank') return;
  if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  event.preventDefault();
  event.stopPropagation();
  void mayLeave().then((may) => {
    if (may) navigate(link.pathname + link.search + link.hash);
  });
}
