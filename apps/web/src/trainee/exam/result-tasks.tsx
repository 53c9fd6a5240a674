import type { ExamResult } from '#lotse/contract';
import { useId, useState } from 'react';
import { useLocale } from '../../kit/session/locale.js';
import { usePreferences } from '../../kit/session/preferences.js';
import { Prose } from '../../kit/prose/prose.js';
import { textOf } from '../../kit/prose/text-of.js';
import Mark from '../../kit/task/players/mark.js';
import { ResponseView } from '../../kit/task/response-view.js';
import { TaskStem } from '../../kit/task/task-stem.js';
import { m } from '../../paraglide/messages.js';
import { asPart } from './verdict-of.js';

type Task = ExamResult['tasks'][number];

/** Every task: right, partly or wrong, and on opening the answer, the solution and the reason. */
export function ResultTasks({ tasks }: { tasks: readonly Task[] }) {
  const [onlyWrong, setOnlyWrong] = useState(false);
  const shown = onlyWrong ? tasks.filter((task) => asPart(task.outcome.verdict) !== 'right') : tasks;
  return (
    <section className="card stack" aria-labelledby="tasks">
      <h2 id="tasks">{m.mx_tasks_title()}</h2>
      <label className="choice">
        <input type="checkbox" checked={onlyWrong} onChange={(event) => setOnlyWrong(event.target.checked)} />
        {m.mx_only_wrong()}
      </label>
      {shown.length === 0 && <p>{m.mx_all_right()}</p>}
      <ol className="exam-results">
        {shown.map((task) => (
          <li key={task.position}>
            <ResultTask task={task} number={tasks.indexOf(task) + 1} />
          </li>
        ))}
      </ol>
    </section>
  );
}

function ResultTask({ task, number }: { task: Task; number: number }) {
  const level = usePreferences().textLevel;
  const figure = new Intl.NumberFormat(useLocale(), { maximumFractionDigits: 1 });
  const [opened, setOpened] = useState(false);
  return (
    <details className="fold" onToggle={(event) => setOpened(opened || event.currentTarget.open)}>
      <summary>
        <span className="exam-result-line">
          <span className="row">
            <strong>{m.mx_task({ number })}</strong>
            {task.response === null ? <span className="soft small">{m.mx_left_blank()}</span> : <Mark verdict={asPart(task.outcome.verdict)} />}
            <span className="soft small figures">{m.mx_area_points({ points: figure.format(task.points), of: figure.format(task.of) })}</span>
          </span>
          <span className="exam-result-stem" lang="de">
            {textOf(task.task.stem[level])}
          </span>
        </span>
      </summary>
      {opened && <Opened task={task} level={level} />}
    </details>
  );
}

function Opened({ task: { task, response, outcome }, level }: { task: Task; level: 'standard' | 'plain' }) {
  const stem = useId();
  const isRight = asPart(outcome.verdict) === 'right';
  return (
    <div className="stack stack-12 exam-result-open">
      <TaskStem id={stem} task={task} level={level} />
      <h3>{m.mx_your_answer()}</h3>
      {response === null ? <p className="soft">{m.mx_left_blank()}</p> : <ResponseView body={task.body} response={response} understood={outcome.understood} />}
      {outcome.solution !== undefined && !isRight && (
        <>
          <h3>{m.solution()}</h3>
          <ResponseView body={task.body} response={outcome.solution} />
        </>
      )}
      {response !== null && !isRight && outcome.feedback[level].length > 0 && <Prose value={outcome.feedback[level]} />}
      {outcome.explanation !== undefined && (
        <>
          <h3>{m.explanation()}</h3>
          <Prose value={outcome.explanation[level]} />
        </>
      )}
    </div>
  );
}
