import type { BoardPage } from '#lotse/contract';

/** Chosen here, after this event of the meeting. */
export interface ChosenPage {
  pageId: string;
  after: number;
}
/** Turned to for everybody, by this event. */
export interface TurnedPage {
  pageId: string;
  seq: number;
}

/** The page that is shown: what came last, choosing or turning to. A page that was deleted gives way to the other of them, or to the first. */
export function shownPage(pages: readonly BoardPage[], chosen: ChosenPage | null, turned: TurnedPage | null): BoardPage | undefined {
  const wishes = chosen !== null && chosen.after >= (turned?.seq ?? 0) ? [chosen, turned] : [turned];
  const wish = wishes.find((one) => pages.some(({ pageId }) => pageId === one?.pageId));
  return pages.find(({ pageId }) => pageId === wish?.pageId) ?? pages[0];
}
