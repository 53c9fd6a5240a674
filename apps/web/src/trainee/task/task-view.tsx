import { useId, useState } from 'react';
import type { Answering } from '../answers/answering.js';
import { dropWaiting } from '../answers/server-drafts.js';
import type { Response } from '../../kit/state/drafts.js';
import { later } from '../../kit/state/later.js';
import { useLive } from '../../kit/state/live-value.js';
import { usePreferences } from '../../kit/session/preferences.js';
import { ActionBar } from './action-bar.js';
import { missingIn, type Missing } from '../../kit/task/players/missing.js';
import type { Marks } from '../../kit/task/players/player.js';
import { CurrentTask } from '../../kit/task/players/task-in-run.js';
import { PlayerFor } from '../../kit/task/players/player-for.js';
import { TaskStem } from '../../kit/task/task-stem.js';
import { givesPoints, isWaiting, lastResponse, nextTask, reachOf, type RunState, type RunTask } from './run-state.js';
import { useDraft } from './use-draft.js';

const Feedback = later(() => import('./feedback.js'));
const Unsent = later(() => import('./unsent.js'));
const TaskRule = later(() => import('./task-rule.js'));
const TaskComments = later(() => import('./task-comments.js'));
const OtherDraft = later(() => import('./other-draft.js'));
const ReportTask = later(() => import('./report-task.js'));
const WorkedExample = later(() => import('../../kit/task/worked-example.js'));
const Help = later(() => import('../../kit/task/help.js'), <div className="help" />);

interface Props {
  state: RunState;
  index: number;
  task: RunTask;
  answering: Answering;
  endPath: string;
  onShow: (index: number) => void;
}

/** The response of one task from the first stroke to the queue. */
function useResponse({ run }: RunState, task: RunTask, answering: Answering, locked: boolean) {
  const draft = useDraft(answering.drafts, run.runId, task);
  const [missing, setMissing] = useState<Missing | null>(null);
  const chosen = usePreferences().textLevel;
  const level = task.task.exam === true ? 'standard' : chosen;
  return {
    ...draft,
    level,
    missing,
    change: (response: Response) => {
      setMissing(null);
      draft.change(response);
    },
    send: () => {
      const { response } = draft;
      const lacks = missingIn(task.task.body, response, lastResponse(task), task.task.exam);
      setMissing(lacks);
      if (lacks !== null || response === null || locked) return;
      const aids = [...new Set(level === 'plain' ? [...draft.aids, 'plain' as const] : draft.aids)];
      dropWaiting();
      answering.queue.add({ runId: run.runId, exerciseId: task.task.exerciseId, try: task.tries + 1, aids, response });
    },
  };
}

/** One task: the stem, the help, the response, what came of it, and one button. */
export function TaskView({ state, index, task, answering, endPath, onShow }: Props) {
  const { run } = state;
  const { task: view, last } = task;
  const stem = useId();
  const { waiting, stalled } = useLive(answering.queue.state);
  const onItsWay = isWaiting(run, view.exerciseId, waiting);
  const mine = useResponse(state, task, answering, onItsWay || task.closed);
  const { level } = mine;
  const [words, setWords] = useState({ open: false, at: null as string | null });
  function showWord(at: string) {
    mine.noteAid('words');
    setWords({ open: true, at });
  }
  const shared = { level, onTerm: showWord };
  const points = givesPoints(run, task);
  const { all: toRead = false, explanation } = view.prefilled ?? {};
  function send() {
    mine.send();
    if (toRead) onShow(nextTask(run, index)); // there is nothing to be said about it
  }
  return (
    <div className="task">
      <TaskStem id={stem} task={view} level={level} onTerm={showWord} />
      <TaskRule run={run} index={index} />
      {view.exam !== true && <Help task={view} level={level} closed={task.closed} points={points} words={words} onWords={setWords} noteAid={mine.noteAid} />}
      {mine.other !== null && !task.closed && !onItsWay && <OtherDraft text={mine.other} onTake={mine.takeOther} onDrop={mine.dropOther} />}
      <CurrentTask.Provider value={{ runId: run.runId, exerciseId: view.exerciseId, enrolmentId: answering.enrolmentId }}>
        <PlayerFor
          {...shared}
          body={view.body}
          value={mine.response}
          locked={onItsWay || task.closed || toRead}
          fixed={view.prefilled?.parts}
          marks={marksOf(task)}
          labelledBy={stem}
          onChange={mine.change}
        />
      </CurrentTask.Provider>
      {explanation !== undefined && last === null && <WorkedExample {...shared} explanation={explanation} />}
      {last !== null && !onItsWay && <Feedback {...shared} outcome={last} closed={task.closed} points={points} quiet={toRead} />}
      {task.closed && !onItsWay && <ReportTask runId={run.runId} exerciseId={view.exerciseId} />}
      <TaskComments runId={run.runId} exerciseId={view.exerciseId} />
      {onItsWay && stalled !== null && <Unsent queue={answering.queue} why={stalled} />}
      <ActionBar
        run={run}
        index={index}
        task={task}
        waiting={onItsWay}
        stalled={stalled !== null}
        missing={mine.missing}
        refusal={state.refused[view.exerciseId] ?? null}
        reach={reachOf(run, waiting)}
        endPath={endPath}
        onSend={send}
        onShow={onShow}
      />
    </div>
  );
}

function marksOf(task: RunTask): Marks | null {
  if (task.last === null || task.last.verdict === 'unclear') return null;
  return { parts: task.last.parts, given: lastResponse(task), solution: task.closed ? (task.last.solution ?? null) : null };
}
