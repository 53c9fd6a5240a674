import { useEffect, useState, type ReactNode } from 'react';
import { navigate } from '../address/nav.js';
import { askOnLeaving, holdText, mayLeave } from '../session/unsaved.js';
import { m } from '../../paraglide/messages.js';
import { Button } from './button.js';
import { Sheet } from './sheet.js';
import { useUnsaved } from './unsaved.js';

/**
 * A link inside Lotse first saves the text it leads away from, and asks where that does not work. Closing the window asks by itself.
 * Gives back the question, for the page to draw.
 */
export function useLeaveGuard(isUnsaved: boolean, words: () => string): ReactNode {
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
    <Sheet title={m.unsaved_leave_title()} open={answer !== null} onClose={() => decide(false)}>
      <div className="stack">
        <p>{words()}</p>
        <div className="row">
          <Button look="main" onClick={() => decide(false)}>
            {m.unsaved_stay()}
          </Button>
          <Button onClick={() => decide(true)}>{m.unsaved_leave_anyway()}</Button>
        </div>
      </div>
    </Sheet>
  );
}

/** A form that stands on the page itself and is saved by its button alone: links, the way back and the window ask before it is lost. */
export function useUnsavedPage(now: unknown): ReactNode {
  const isUnsaved = useUnsaved(now);
  useEffect(() => {
    if (!isUnsaved) return;
    const letGo = holdText(() => Promise.resolve(false));
    const letBack = holdBack();
    return () => {
      letGo();
      letBack();
    };
  }, [isUnsaved]);
  return useLeaveGuard(isUnsaved, m.unsaved_page);
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

/** The way back of the browser, where it allows to be stopped; whoever leaves all the same goes it once more. */
function holdBack(): () => void {
  const { navigation } = window as Partial<Window>;
  const stop = new AbortController();
  const hold = (event: NavigateEvent) => {
    if (event.navigationType !== 'traverse' || !event.cancelable) return;
    event.preventDefault();
    const { key } = event.destination;
    void mayLeave().then((may) => {
      if (!may) return;
      stop.abort();
      navigation?.traverseTo(key);
    });
  };
  navigation?.addEventListener('navigate', hold, { signal: stop.signal });
  return () => stop.abort();
}
