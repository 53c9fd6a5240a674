import { setExam } from '#lotse/contract';
import { useState, type FormEvent } from 'react';
import { call } from '../../kit/api/call.js';
import { sayProblem } from '../../kit/api/problem-sentence.js';
import { Button } from '../../kit/design/button.js';
import { Note } from '../../kit/design/note.js';
import { Sheet } from '../../kit/design/sheet.js';
import { useUnsaved } from '../../kit/design/unsaved.js';
import { useSession } from '../../kit/session/session.js';
import { m } from '../../paraglide/messages.js';

interface Exam {
  examOn: string | null;
  occupation: string | null;
}

/** When the exam is, and for what: said by the trainee, on the spot where it stands. */
export default function ExamButton({ exam, onSaved }: { exam: Exam; onSaved: () => void }) {
  const [open, setOpen] = useState(false);
  function close() {
    setOpen(false);
    onSaved();
  }
  return (
    <>
      <div>
        <Button look="quiet" aria-haspopup="dialog" onClick={() => setOpen(true)}>
          {exam.examOn === null ? m.exam_set() : m.exam_change()}
        </Button>
      </div>
      <Sheet title={m.exam_title()} open={open} onClose={() => setOpen(false)}>
        <ExamForm exam={exam} onDone={close} />
      </Sheet>
    </>
  );
}

function ExamForm({ exam, onDone }: { exam: Exam; onDone: () => void }) {
  const { enrolmentId } = useSession();
  const [on, setOn] = useState(exam.examOn ?? '');
  const [occupation, setOccupation] = useState(exam.occupation ?? '');
  useUnsaved({ on, occupation });
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<unknown>(null);
  async function save() {
    setBusy(true);
    try {
      await call(setExam, { params: { enrolmentId }, body: { examOn: on || null, occupation: occupation.trim() || null } });
      onDone();
    } catch (error) {
      setProblem(error);
      setBusy(false);
    }
  }
  function submit(event: FormEvent) {
    event.preventDefault();
    if (!busy) void save();
  }
  return (
    <form className="stack" onSubmit={submit}>
      <div className="field">
        <label htmlFor="exam-on">{m.exam_on_label()}</label>
        <input id="exam-on" className="input" type="date" value={on} onChange={(event) => setOn(event.target.value)} />
      </div>
      <div className="field">
        <label htmlFor="exam-for">{m.occupation_label()}</label>
        <input
          id="exam-for"
          className="input"
          type="text"
          lang="de"
          maxLength={120}
          value={occupation}
          aria-describedby="exam-hint"
          onChange={(event) => setOccupation(event.target.value)}
        />
        <span id="exam-hint" className="soft small">
          {m.exam_hint()}
        </span>
      </div>
      {problem !== null && (
        <Note look="wrong" role="alert">
          {sayProblem(problem)}
        </Note>
      )}
      <Button look="main" type="submit" aria-disabled={busy}>
        {m.exam_save()}
      </Button>
    </form>
  );
}
