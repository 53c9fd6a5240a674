import { RECORDING_PATH } from '#lotse/contract';
import { fillPath } from '../../kit/api/call.js';
import { m } from '../../paraglide/messages.js';
import { Prose } from '../../kit/prose/prose.js';
import { textOf } from '../../kit/prose/text-of.js';
import { usePreferences } from '../../kit/session/preferences.js';
import { ResponseView } from '../../kit/task/response-view.js';
import type { RunResult } from './use-result.js';
import '../../kit/task/players/players.css';

type Again = RunResult['again'][number];

/** Tasks that were not right at the first try: each opens with the answer, the solution and the reason. */
export function AgainList({ tasks, runId }: { tasks: readonly Again[]; runId: string }) {
  return (
    <ul className="again-list" lang="de">
      {tasks.map((task) => (
        <li key={task.task.exerciseId}>
          <Opened task={task} runId={runId} />
        </li>
      ))}
    </ul>
  );
}

function Opened({ task: { task, last, lastResponse }, runId }: { task: Again; runId: string }) {
  const level = usePreferences().textLevel;
  const own = document.documentElement.lang;
  return (
    <details className="fold">
      <summary>
        <span className="again-stem">{textOf(task.stem[level])}</span>
      </summary>
      <div className="stack stack-8 again-open">
        <Prose value={task.stem[level]} />
        <h3 lang={own}>{m.your_answer()}</h3>
        <ResponseView body={task.body} response={lastResponse} understood={last?.understood} sound={ownSound(runId, lastResponse)} />
        {last?.solution !== undefined && last.verdict !== 'right' && (
          <>
            <h3 lang={own}>{m.solution()}</h3>
            <ResponseView body={task.body} response={last.solution} />
          </>
        )}
        {last !== null && <Reason last={last} level={level} />}
      </div>
    </details>
  );
}

function ownSound(runId: string, response: unknown): string | undefined {
  const { recording } = (response ?? {}) as { recording?: unknown };
  return typeof recording === 'string' && recording !== '' ? fillPath(RECORDING_PATH, { runId, recordingId: recording }) : undefined;
}

/** Why the answer was wrong, and why the solution is right. */
function Reason({ last, level }: { last: NonNullable<Again['last']>; level: 'standard' | 'plain' }) {
  const own = document.documentElement.lang;
  return (
    <>
      {last.verdict !== 'right' && last.feedback[level].length > 0 && <Prose value={last.feedback[level]} />}
      {last.explanation !== undefined && (
        <>
          <h3 lang={own}>{m.explanation()}</h3>
          <Prose value={last.explanation[level]} />
        </>
      )}
    </>
  );
}
