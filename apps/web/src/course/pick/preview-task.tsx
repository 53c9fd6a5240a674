import { isHandKind, type AnswerOutcome as AnswerOutcomeSchema, type TaskView as TaskViewSchema } from '#lotse/contract';
import { useContext, useEffect, useId, useRef, useState } from 'react';
import type { output } from 'zod/mini';
import type { Response } from '../../kit/state/drafts.js';
import { toProblem, type Problem } from '../../kit/api/problem.js';
import { sayProblem } from '../../kit/api/problem-sentence.js';
import { Button } from '../../kit/design/button.js';
import { Note } from '../../kit/design/note.js';
import { m } from '../../paraglide/messages.js';
import { Prose } from '../../kit/prose/prose.js';
import { usePreferences } from '../../kit/session/preferences.js';
import Help from '../../kit/task/help.js';
import { ExamMode } from '../../kit/task/players/exam-mode.js';
import { missingIn } from '../../kit/task/players/missing.js';
import { PlayerFor } from '../../kit/task/players/player-for.js';
import type { Marks } from '../../kit/task/players/player.js';
import { VERDICT_WORD } from '../../kit/task/verdict-words.js';
import { TaskStem } from '../../kit/task/task-stem.js';
import WorkedExample from '../../kit/task/worked-example.js';
import '../../kit/task/players/players.css';
import '../../kit/task/task.css';

type Outcome = output<typeof AnswerOutcomeSchema>;
type Task = output<typeof TaskViewSchema>;

interface Props {
  task: Task;
  mark: (response: Response, tryNo: number) => Promise<Outcome>;
}

/** A task as a trainee meets it; what is answered stays in this page. */
export function PreviewTask({ task, mark }: Props) {
  const stem = useId();
  const exam = useContext(ExamMode) !== null;
  const chosen = usePreferences().textLevel;
  const level = exam ? 'standard' : chosen;
  const [response, setResponse] = useState<Response | null>(task.prefilled?.response ?? null);
  const [given, setGiven] = useState<Response | null>(null);
  const [outcome, setOutcome] = useState<Outcome | null>(null);
  const [tries, setTries] = useState(0);
  const [words, setWords] = useState({ open: false, at: null as string | null });
  const [say, setSay] = useState<string | Problem | null>(null);
  const isClosed = outcome !== null && outcome.verdict !== 'unclear' && outcome.triesLeft === 0;
  async function check() {
    const lacks = missingIn(task.body, response, given, exam);
    if (lacks !== null || response === null) return setSay(m.preview_missing());
    setSay(null);
    try {
      const next = await mark(response, tries + 1);
      setOutcome(next);
      setGiven(response);
      if (next.verdict !== 'unclear') setTries(tries + 1);
    } catch (error) {
      setSay(toProblem(error));
    }
  }
  return (
    <div className="task">
      <TaskStem id={stem} task={task} level={level} onTerm={(at) => setWords({ open: true, at })} />
      {!exam && <Help task={task} level={level} closed={isClosed} words={words} onWords={setWords} noteAid={() => undefined} />}
      <PlayerFor
        body={task.body}
        level={level}
        value={response}
        locked={isClosed || task.prefilled?.all === true}
        fixed={task.prefilled?.parts}
        marks={marksOf(outcome, given, isClosed)}
        labelledBy={stem}
        onTerm={(at) => setWords({ open: true, at })}
        onChange={setResponse}
      />
      {outcome === null && task.prefilled?.explanation !== undefined && (
        <WorkedExample explanation={task.prefilled.explanation} level={level} onTerm={(at) => setWords({ open: true, at })} />
      )}
      {outcome !== null && exam && <p className="soft small">{m.exam_verdict_late()}</p>}
      {outcome !== null && <Said outcome={outcome} level={level} isClosed={isClosed} />}
      {say !== null && (
        <Note look="wrong" role="alert">
          {typeof say === 'string' ? say : sayProblem(say)}
        </Note>
      )}
      {!isClosed && (
        <div>
          <Button look="main" onClick={() => void check()}>
            {buttonOf(task, exam, tries)}
          </Button>
        </div>
      )}
    </div>
  );
}

function buttonOf(task: Task, exam: boolean, tries: number): string {
  if (exam || isHandKind(task.body.kind)) return m.mk_send();
  if (task.prefilled?.all === true) return m.example_read();
  return tries === 0 ? m.check() : m.check_again();
}

function marksOf(outcome: Outcome | null, given: Response | null, isClosed: boolean): Marks | null {
  if (outcome === null || outcome.verdict === 'unclear') return null;
  return { parts: outcome.parts, given, solution: isClosed ? (outcome.solution ?? null) : null };
}

function Said({ outcome, level, isClosed }: { outcome: Outcome; level: 'standard' | 'plain'; isClosed: boolean }) {
  const heading = useRef<HTMLHeadingElement>(null);
  const title = useId();
  useEffect(() => heading.current?.focus({ preventScroll: true }), [outcome]);
  return (
    <section className={`feedback feedback-${outcome.verdict}`} aria-labelledby={title}>
      <h2 ref={heading} id={title} tabIndex={-1}>
        {VERDICT_WORD[outcome.verdict]()}
      </h2>
      {outcome.understood !== undefined && <p className="soft">{m.number_read_as({ number: outcome.understood })}</p>}
      {outcome.feedback[level].length > 0 && <Prose value={outcome.feedback[level]} />}
      {isClosed && outcome.explanation !== undefined && (
        <div className="stack stack-8 feedback-why">
          <h3>{m.explanation()}</h3>
          <Prose value={outcome.explanation[level]} />
        </div>
      )}
    </section>
  );
}
