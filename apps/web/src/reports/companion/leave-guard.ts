import { useEffect } from 'react';

/** Asks before a link inside Lotse leads away from text that is not saved. Closing the window asks by itself. */
export function useLeaveGuard(isUnsaved: boolean, question: string): void {
  useEffect(() => {
    if (!isUnsaved) return;
    function ask(event: MouseEvent) {
      const link = event.target instanceof Element ? event.target.closest('a[href]') : null;
      if (link === null || link.hasAttribute('download') || window.confirm(question)) return;
      event.preventDefault();
      event.stopPropagation();
    }
    document.addEventListener('click', ask, true);
    return () => document.removeEventListener('click', ask, true);
  }, [isUnsaved, question]);
}
