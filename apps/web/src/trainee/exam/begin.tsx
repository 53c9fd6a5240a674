import { beginExam, type ExamForm } from '#lotse/contract';
import ArrowRight from 'lucide-react/icons/arrow-right';
import { useId, useState } from 'react';
import { Link, navigate } from '../../kit/address/nav.js';
import { call } from '../../kit/api/call.js';
import { sayProblem } from '../../kit/api/problem-sentence.js';
import { Button } from '../../kit/design/button.js';
import { Note } from '../../kit/design/note.js';
import { useSession } from '../../kit/session/session.js';
import { m } from '../../paraglide/messages.js';
import { minutesLeft } from './exam-clock.js';
import { useExamPaths } from './exam-paths.js';
import { handPaper } from './handed-over.js';

/** How much time, where somebody may choose, and the one button. */
export function Begin({ form, isFirst }: { form: ExamForm; isFirst: boolean }) {
  const { enrolmentId } = useSession();
  const { paper } = useExamPaths();
  const [longer, setLonger] = useState(false);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<unknown>(null);
  async function begin() {
    setBusy(true);
    setProblem(null);
    try {
      const next = await call(beginExam, { body: { enrolmentId, formId: form.formId, longer } });
      handPaper(next);
      navigate(paper(next.attemptId));
    } catch (error) {
      setProblem(error);
      setBusy(false);
    }
  }
  return (
    <div className="stack">
      {form.longerMinutes !== null && <TimeChoice form={form} longerMinutes={form.longerMinutes} longer={longer} onChoose={setLonger} />}
      {problem !== null && (
        <Note look="wrong" role="alert">
          {sayProblem(problem)}
        </Note>
      )}
      <Button look="main" wide aria-disabled={busy} onClick={() => void (busy ? undefined : begin())}>
        {busy ? m.mx_beginning() : isFirst ? m.mx_begin() : m.mx_begin_again()}
        <ArrowRight aria-hidden size={20} />
      </Button>
    </div>
  );
}

interface TimeChoiceProps {
  form: ExamForm;
  longerMinutes: number;
  longer: boolean;
  onChoose: (longer: boolean) => void;
}

function TimeChoice({ form, longerMinutes, longer, onChoose }: TimeChoiceProps) {
  const name = useId();
  return (
    <fieldset className="stack stack-8">
      <legend className="exam-legend">{m.mx_time_title()}</legend>
      <label className="choice">
        <input type="radio" name={name} checked={!longer} onChange={() => onChoose(false)} />
        {m.mx_time_real({ minutes: form.minutes })}
      </label>
      <label className="choice">
        <input type="radio" name={name} checked={longer} onChange={() => onChoose(true)} />
        {m.mx_time_longer({ minutes: longerMinutes })}
      </label>
      <p className="soft small">{m.mx_time_hint()}</p>
    </fieldset>
  );
}

/** One that runs already: nothing else is offered. */
export function GoOn({ open }: { open: NonNullable<ExamForm['open']> }) {
  const { paper } = useExamPaths();
  return (
    <section className="card exam-running stack" aria-labelledby="running">
      <h2 id="running">{m.mx_running()}</h2>
      <p>
        {open.secondsLeft > 0 ? m.mx_told({ minutes: minutesLeft(open.secondsLeft * 1_000) }) : m.mx_card_over()}{' '}
        <span className="soft">{m.mx_answered_of({ answered: open.answered, tasks: open.tasks })}</span>
      </p>
      <Link className="button button-main button-wide" href={paper(open.attemptId)}>
        {open.secondsLeft > 0 ? m.mx_go_on() : m.mx_see_result()}
        <ArrowRight aria-hidden size={20} />
      </Link>
    </section>
  );
}
