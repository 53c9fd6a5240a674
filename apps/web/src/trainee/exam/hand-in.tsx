import { breakOffExam } from '#lotse/contract';
import { useState } from 'react';
import { navigate } from '../../kit/address/nav.js';
import { call } from '../../kit/api/call.js';
import { sayProblem } from '../../kit/api/problem-sentence.js';
import { Button } from '../../kit/design/button.js';
import { Note } from '../../kit/design/note.js';
import { m } from '../../paraglide/messages.js';
import { Numbers } from './all-tasks.js';
import { summaryOf, type Line } from './exam-lines.js';
import { useExamPaths } from './exam-paths.js';
import type { Sheet } from './exam-sheet.js';
import { finishExam } from './finish-exam.js';
import { SaveState } from './save-state.js';

interface Props {
  sheet: Sheet;
  lines: readonly Line[];
  onShow: (index: number) => void;
}

/** Before it is handed in: what is open, what somebody wanted to look at again, and what follows. */
export function HandIn({ sheet, lines, onShow }: Props) {
  const { open, flagged } = summaryOf(lines);
  const { result } = useExamPaths();
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<string | null>(null);
  async function handIn() {
    setBusy(true);
    setRefusal(null);
    try {
      if (await finishExam(sheet, false)) return navigate(result(sheet.attemptId), { replace: true });
      setRefusal(m.mx_wait_unsaved({ count: Object.keys(sheet.saver.state.get().unsaved).length }));
    } catch (error) {
      setRefusal(sayProblem(error));
    }
    setBusy(false);
  }
  return (
    <div className="stack stack-24">
      {open.length === 0 ? (
        <p>{m.mx_all_answered({ tasks: lines.length })}</p>
      ) : (
        <List title={m.mx_open_tasks({ count: open.length })} at={open} onShow={onShow} />
      )}
      {open.length > 0 && <p className="soft">{m.mx_open_wrong()}</p>}
      {flagged.length > 0 && <List title={m.mx_flagged_tasks({ count: flagged.length })} at={flagged} onShow={onShow} />}
      <div className="card stack">
        <p>{m.mx_hand_in_text()}</p>
        <SaveState saver={sheet.saver} isEmpty={open.length === lines.length} />
        {refusal !== null && (
          <Note look="amber" role="alert">
            {refusal}
          </Note>
        )}
        <div className="row">
          <Button look="main" aria-disabled={busy} onClick={() => void (busy ? undefined : handIn())}>
            {busy ? m.mx_handing_in() : m.mx_hand_in()}
          </Button>
          <Button onClick={() => onShow(open[0] ?? lines.length - 1)}>{m.mx_to_tasks()}</Button>
        </div>
      </div>
      <BreakOff sheet={sheet} />
    </div>
  );
}

function List({ title, at, onShow }: { title: string; at: readonly number[]; onShow: (index: number) => void }) {
  return (
    <section className="stack stack-8" aria-label={title}>
      <h2>{title}</h2>
      <Numbers at={at} onShow={onShow} />
    </section>
  );
}

/** Ends it without points: asked for in two steps, because there is no way back. */
function BreakOff({ sheet }: { sheet: Sheet }) {
  const { form } = useExamPaths();
  const [refusal, setRefusal] = useState<string | null>(null);
  async function breakOff() {
    try {
      await call(breakOffExam, { params: { attemptId: sheet.attemptId }, body: {} });
      sheet.forget();
      navigate(form, { replace: true });
    } catch (error) {
      setRefusal(sayProblem(error));
    }
  }
  return (
    <details className="fold">
      <summary>{m.mx_break_off()}</summary>
      <div className="stack stack-8">
        <p>{m.mx_break_off_text()}</p>
        {refusal !== null && (
          <Note look="wrong" role="alert">
            {refusal}
          </Note>
        )}
        <div>
          <Button onClick={() => void breakOff()}>{m.mx_break_off_yes()}</Button>
        </div>
      </div>
    </details>
  );
}
