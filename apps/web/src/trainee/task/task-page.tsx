import { placeOf } from '#lotse/contract';
import ArrowLeft from 'lucide-react/icons/arrow-left';
import type { ReactNode } from 'react';
import type { Answering } from '../answers/answering.js';
import { Failed, Waiting } from '../../kit/design/states.js';
import { later } from '../../kit/state/later.js';
import { useLive } from '../../kit/state/live-value.js';
import { Link, navigate, Redirect, useAddress, useSearch } from '../../kit/address/nav.js';
import { sayPlaceOf } from '../../kit/words/place-words.js';
import { m } from '../../paraglide/messages.js';
import { pathTo } from '../../kit/address/addresses.js';
import { useSession } from '../../kit/session/session.js';
import { Page } from '../../kit/frame/page.js';
import { shownTask, type RunState } from './run-state.js';
import { TaskProgress } from './task-progress.js';
import { TaskView } from './task-view.js';
import { useRun } from './use-run.js';
import '../../kit/task/players/players.css';
import '../../kit/task/task.css';

const LateAnswers = later(() => import('./late-answers.js'));

function BackToOverview() {
  const { registrationId, enrolmentId } = useSession();
  return (
    <Link className="link-row" href={pathTo('start', { reg: registrationId, enr: enrolmentId }, {})}>
      <ArrowLeft aria-hidden size={20} />
      {m.overview()}
    </Link>
  );
}

export default function TaskPage() {
  const unitId = useAddress()?.values['unit'] ?? '';
  const { enrolmentId } = useSession();
  const { state, problem, reload, answering } = useRun(enrolmentId, unitId);
  const lead = <BackToOverview />;
  if (problem !== null)
    return (
      <Page title={m.task()} lead={lead}>
        <Failed problem={problem} onRetry={reload} />
      </Page>
    );
  if (state === null)
    return (
      <Page title={m.task()} lead={lead}>
        <Waiting />
      </Page>
    );
  return <OpenRun key={state.run.runId} state={state} answering={answering} lead={lead} />;
}

function showTask(index: number): void {
  navigate(`?task=${index + 1}`);
}

function OpenRun({ state, answering, lead }: { state: RunState; answering: Answering; lead: ReactNode }) {
  const { registrationId, enrolmentId } = useSession();
  const wanted = new URLSearchParams(useSearch()).get('task');
  const { waiting } = useLive(answering.queue.state);
  const { run } = state;
  const endPath = pathTo('end', { reg: registrationId, enr: enrolmentId }, { unit: run.unit.unitId });
  // The address says which task is shown, so that an answered one stays until somebody goes on.
  if (wanted === null) return <Redirect to={run.finished ? endPath : `?task=${run.position + 1}`} />;
  const index = shownTask(wanted, run, waiting);
  const task = run.tasks[index];
  if (task === undefined) throw new Error('A run without tasks was opened.');
  return (
    <Page title={`${sayPlaceOf(placeOf(run.tasks, index))} · ${run.unit.title}`} lead={lead}>
      <TaskProgress run={run} index={index} waiting={waiting} onShow={showTask} />
      <LateAnswers run={run} index={index} queue={answering.queue} />
      <TaskView key={task.task.exerciseId} state={state} index={index} task={task} answering={answering} endPath={endPath} onShow={showTask} />
    </Page>
  );
}
