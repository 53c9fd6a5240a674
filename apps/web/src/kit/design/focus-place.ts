const CONTROLS = 'a[href], button, summary, input, select, textarea, [tabindex]';
/** So long a page may take to show what came of a dialog, and to take away what opened it. */
const SETTLE_MS = 10_000;
/** What takes the focus by itself does so sooner. */
const PATIENCE_MS = 100;

/**
 * Remembers where the focus is before `dialog` opens. What it returns is called when the dialog is over: where the control that opened it
 * is gone, or goes soon after, the next one behind it that still stands takes the focus, else one before it.
 */
export function placeOfFocus(dialog: Element): () => void {
  const all = [...document.querySelectorAll<HTMLElement>(CONTROLS)].filter((one) => !dialog.contains(one));
  const at = all.indexOf(document.activeElement as HTMLElement);
  const near = at === -1 ? [] : [...all.slice(at), ...all.slice(0, at).reverse()];
  return () => giveBack(near);
}

function giveBack(near: readonly HTMLElement[]): void {
  if (near.length === 0) return;
  const over = new AbortController();
  let timer = 0;
  const look = () => {
    clearTimeout(timer);
    timer = window.setTimeout(() => {
      if (isLost()) near.find((one) => one.isConnected && one.getClientRects().length > 0)?.focus({ preventScroll: true });
    }, PATIENCE_MS);
  };
  const changes = new MutationObserver(look);
  changes.observe(document.body, { childList: true, subtree: true });
  const end = window.setTimeout(() => over.abort(), SETTLE_MS);
  // whoever goes on has a place of their own
  for (const name of ['keydown', 'pointerdown'] as const) window.addEventListener(name, () => over.abort(), { signal: over.signal, capture: true });
  over.signal.addEventListener('abort', () => {
    changes.disconnect();
    clearTimeout(timer);
    clearTimeout(end);
  });
  look();
}

const isLost = (): boolean => document.activeElement === null || document.activeElement === document.body;
