import { saveReport, type ReportText, type WordHint } from '#lotse/contract';
import { useEffect, useState } from 'react';
import { holdText } from '../../kit/session/unsaved.js';
import { call, outlivesPage } from '../../kit/api/call.js';
import { useLive } from '../../kit/state/live-value.js';
import { TextKeeper, type Keeping } from './text-keeper.js';
import { sendable } from './sendable.js';
import type { Page } from './shapes.js';

/** So long after the last key a draft is saved by itself. */
const PAUSE_MS = 2_500;

type Saved = { revision: number; version: number; state: Page['state']; hints: WordHint[] };
export interface TextDraft {
  text: ReportText;
  edit: (change: Partial<ReportText>) => void;
  keeping: Keeping;
  save: () => Promise<boolean>;
  /** What the server holds now, to be sent with the next step. */
  revision: () => number;
  overwrite: (revision: number) => Promise<boolean>;
}

/** The text of a report while somebody writes it. A draft is saved by itself; a report that others have seen only on demand. */
export function useText(tenantId: string, page: Page, onSaved: (saved: Saved) => void): TextDraft {
  const reportId = page.report.reportId;
  const [keeper] = useState(
    () =>
      new TextKeeper<Saved>(page.report.text, page.revision, {
        send: (revision, text) => call(saveReport, { params: { tenantId, reportId }, body: { revision, text: sendable(text) }, keepalive: true }),
        onSaved,
        now: () => new Date(),
      }),
  );
  const [text, setText] = useState(page.report.text);
  const keeping = useLive(keeper.state);
  const [isDraft, setIsDraft] = useState(page.state === 'DRAFT');
  useEffect(() => {
    if (!isDraft || keeping.at !== 'changed') return;
    const timer = setTimeout(() => void keeper.save(), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [isDraft, keeping, keeper, text]);
  useEffect(() => guard(keeper, isDraft), [keeper, isDraft]);
  function edit(change: Partial<ReportText>) {
    const next = { ...keeper.current, ...change };
    keeper.edit(next);
    setText(next);
  }
  async function save() {
    const done = await keeper.save();
    if (done) setIsDraft(true);
    return done;
  }
  return { text, edit, keeping, save, revision: () => keeper.reading, overwrite: (revision) => keeper.overwrite(revision) };
}

/**
 * Leaving sends what a draft still holds: hiding or closing the window, going back, a link, signing out. The window asks before it
 * closes over what cannot be sent so: a report that others have seen, a refusal, no network, a text too long to outlive its page.
 */
function guard(keeper: TextKeeper<Saved>, isDraft: boolean): () => void {
  const settle = () => (isDraft ? keeper.save() : Promise.resolve(keeper.isSaved));
  const flush = () => {
    if (isDraft && keeper.state.get().at === 'changed') void keeper.save();
  };
  const ask = (event: BeforeUnloadEvent) => {
    flush();
    const goesOut = keeper.isOnItsWay && outlivesPage(JSON.stringify(keeper.current));
    if (!keeper.isSaved && !goesOut) event.preventDefault();
  };
  const hide = () => {
    if (document.visibilityState === 'hidden') flush();
  };
  const goOn = () => {
    if (keeper.state.get().at === 'offline') void keeper.save();
  };
  const letGo = holdText(settle);
  const stop = new AbortController();
  const on = { signal: stop.signal };
  window.addEventListener('beforeunload', ask, on);
  window.addEventListener('pagehide', flush, on);
  document.addEventListener('visibilitychange', hide, on);
  window.addEventListener('online', goOn, on);
  return () => {
    stop.abort();
    letGo();
    flush();
  };
}
