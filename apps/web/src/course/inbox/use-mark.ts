import { EMPTY_TEXT, isBlank, markAnswer, type RichText } from '#lotse/contract';
import { useEffect, useRef, useState } from 'react';
import { call } from '../../kit/api/call.js';
import { toProblem, type Problem } from '../../kit/api/problem.js';
import { useSession } from '../../kit/session/session.js';
import { m } from '../../paraglide/messages.js';
import type { OneAnswer } from './wish.js';

export interface Draft {
  points: Record<string, number>;
  ticked: string[];
  comment: RichText;
}

/** What changes, or how it follows from what stands there now: keys come faster than a page is drawn. */
export type Change = Partial<Draft> | ((now: Draft) => Partial<Draft>);

/** Begun in this window and not saved yet: whoever looks at something else meanwhile finds it again. Closing the window would lose it. */
const kept = new Map<string, Draft>();
const askBeforeClosing = (event: BeforeUnloadEvent) => event.preventDefault();

/** `draft` null: there is nothing to lose any more. */
function keep(answerId: string, draft: Draft | null): void {
  if (draft === null) kept.delete(answerId);
  else kept.set(answerId, draft);
  if (kept.size > 0) window.addEventListener('beforeunload', askBeforeClosing);
  else window.removeEventListener('beforeunload', askBeforeClosing);
}

/** What was said last, to be changed; nothing where nobody has marked it yet. */
function begun(one: OneAnswer): Draft {
  const last = one.marks.at(-1);
  return { points: { ...last?.points }, ticked: last?.ticked ?? [], comment: last?.comment ?? EMPTY_TEXT };
}

/** One mark from the first point to the answer of the server. Nothing that was typed is lost where somebody else was quicker. */
export function useMark(one: OneAnswer, onNext: (next: OneAnswer['next'], said: string) => void, onReload: () => void) {
  const { enrolmentId } = useSession();
  const [draft, setDraft] = useState(() => kept.get(one.answerId) ?? begun(one));
  const newest = useRef(draft);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [missing, setMissing] = useState(false);
  const [markId, setMarkId] = useState(() => crypto.randomUUID() as string);
  function change(next: Change) {
    const changed = { ...newest.current, ...(typeof next === 'function' ? next(newest.current) : next) };
    newest.current = changed;
    keep(one.answerId, JSON.stringify(changed) === JSON.stringify(begun(one)) ? null : changed);
    setDraft(changed);
    setMissing(false);
  }
  function store({ points, ticked, comment: written }: Draft) {
    const comment = isBlank(written) ? null : written;
    const params = { enrolmentId, personId: one.personId, answerId: one.answerId };
    return call(markAnswer, { params, body: { markId, after: one.marks.length, points, ticked, comment } });
  }
  async function save() {
    if (busy) return;
    const given = newest.current;
    if (!one.criteria.every(({ id }) => given.points[id] !== undefined)) return setMissing(true);
    setBusy(true);
    setProblem(null);
    try {
      const { next, waiting } = await store(given);
      keep(one.answerId, null);
      onNext(next, waiting === 0 ? m.mk_saved_last() : waiting === 1 ? m.mk_saved_one() : m.mk_saved_wait({ count: waiting }));
    } catch (error) {
      const read = toProblem(error);
      setProblem(read);
      // the mark of somebody else is fetched; what stands in the form stays
      if (read.code === 'mark.other') {
        setMarkId(crypto.randomUUID());
        onReload();
      }
    }
    setBusy(false);
  }
  return { draft, change, busy, problem, missing, save };
}

interface Keys {
  criteria: OneAnswer['criteria'];
  change: (next: Change) => void;
  save: () => void;
}

/** 0 to 3 gives the points of the first criterion that has none, N saves and goes on, Ctrl+Enter also from the comment. */
export function useMarkKeys({ criteria, change, save }: Keys): void {
  const now = useRef({ criteria, change, save });
  useEffect(() => {
    now.current = { criteria, change, save };
  });
  useEffect(() => {
    function press(event: KeyboardEvent) {
      const { current } = now;
      if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
        event.preventDefault();
        current.save();
      }
      if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
      if (event.key === 'n' || event.key === 'N') current.save();
      if (/^[0-3]$/.test(event.key)) current.change(({ points }) => firstOpen(current.criteria, points, Number(event.key)));
    }
    window.addEventListener('keydown', press);
    return () => window.removeEventListener('keydown', press);
  }, []);
}

function firstOpen(criteria: OneAnswer['criteria'], points: Draft['points'], level: number): Partial<Draft> {
  const open = criteria.find(({ id }) => points[id] === undefined);
  return open === undefined ? {} : { points: { ...points, [open.id]: level } };
}

function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && (target.isContentEditable || target.matches('textarea, select, input:not([type="radio"], [type="checkbox"])'));
}
