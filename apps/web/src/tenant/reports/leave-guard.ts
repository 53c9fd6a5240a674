import { useEffect } from 'react';
import { mayLeave } from '../../kit/session/unsaved.js';
import { navigate } from '../../kit/address/nav.js';

/** A link inside Lotse first saves the text it leads away from, and asks where that does not work. Closing the window asks by itself. */
export function useLeaveGuard(isUnsaved: boolean, question: string): void {
  useEffect(() => {
    if (!isUnsaved) return;
    function hold(event: MouseEvent) {
      const link = event.target instanceof Element ? event.target.closest<HTMLAnchorElement>('a[href]') : null;
      if (link === null || link.hasAttribute('download') || link.target === '_blank') return;
      if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
      event.preventDefault();
      event.stopPropagation();
      void mayLeave(question).then((may) => {
        if (may) navigate(link.pathname + link.search + link.hash);
      });
    }
    document.addEventListener('click', hold, true);
    return () => document.removeEventListener('click', hold, true);
  }, [isUnsaved, question]);
}
