import { openRun } from '#lotse/contract';
import { call } from '../../kit/api/call.js';
import { useLoad } from '../../kit/api/use-load.js';
import { Prose } from '../../kit/prose/prose.js';
import { usePreferences } from '../../kit/session/preferences.js';
import { useSession } from '../../kit/session/session.js';
import { ResponseView } from '../../kit/task/response-view.js';
import { m } from '../../paraglide/messages.js';
import type { RunTask } from '../task/run-state.js';
import { currentRun } from '../task/use-run.js';
import type { RunResult } from './use-result.js';
import '../../kit/task/players/players.css';

/** Tasks that were not right at the first try: each opens with the answer, the solution and the reason. */
export function AgainList({ result }: { result: RunResult }) {
  const { enrolmentId } = useSession();
  const { unitId, runId } = result;
  const held = currentRun(unitId);
  // after a reload the run is fetched again; while another run of the unit is open, only the questions are there
  const fetched = useLoad(`run ${runId}`, (signal) =>
    held?.runId === runId ? Promise.resolve(held) : call(openRun, { body: { enrolmentId, unitId }, signal }),
  );
  const run = held?.runId === runId ? held : fetched.value?.runId === runId ? fetched.value : null;
  return (
    <ul className="again-list" lang="de">
      {result.again.map(({ exerciseId, stem }) => {
        const task = run?.tasks.find((one) => one.task.exerciseId === exerciseId);
        return <li key={exerciseId}>{task === undefined ? stem : <Opened stem={stem} task={task} />}</li>;
      })}
    </ul>
  );
}

function Opened({ stem, task }: { stem: string; task: RunTask }) {
  const level = usePreferences().textLevel;
  const { last } = task;
  return (
    <details className="fold">
      <summary>{stem}</summary>
      <div className="stack stack-8 again-open">
        <Prose value={task.task.stem[level]} />
        <h3 lang={document.documentElement.lang}>{m.your_answer()}</h3>
        <ResponseView body={task.task.body} response={task.lastResponse} understood={last?.understood} />
        {last?.solution !== undefined && last.verdict !== 'right' && (
          <>
            <h3 lang={document.documentElement.lang}>{m.solution()}</h3>
            <ResponseView body={task.task.body} response={last.solution} />
          </>
        )}
        {last !== null && <Prose value={last.explanation?.[level] ?? last.feedback[level]} />}
      </div>
    </details>
  );
}
