import { useId, useState } from 'react';
import type { Answering } from '../answers/answering.js';
import { later } from '../later.js';
import { useLive } from '../live-value.js';
import { Prose } from '../prose/prose.js';
import { usePreferences } from '../session/preferences.js';
import { ActionBar } from './action-bar.js';
import { missingIn, type Missing } from './players/missing.js';
import type { Marks } from './players/player.js';
import { PlayerFor } from './players/player-for.js';
import { isWaiting, lastResponse, reachOf, type RunState, type RunTask } from './run-state.js';
import { useDraft } from './use-draft.js';

const Feedback = later(() => import('./feedback.js'));
const Unsent = later(() => import('./unsent.js'));
const Help = later(() => import('./help.js'), <div className="help" />);

interface Props {
  state: RunState;
  index: number;
  task: RunTask;
  answering: Answering;
  endPath: string;
  onShow: (index: number) => void;
}

/** One task: the stem, the help, the response, what came of it, and one button. */
export function TaskView({ state, index, task, answering, endPath, onShow }: Props) {
  const { run } = state;
  const { task: view, last } = task;
  const stem = useId();
  const { waiting, stalled } = useLive(answering.queue.state);
  const draft = useDraft(answering.drafts, run.runId, task);
  const [missing, setMissing] = useState<Missing | null>(null);
  const [words, setWords] = useState({ open: false, at: null as string | null });
  const level = usePreferences().textLevel;
  const onItsWay = isWaiting(run, view.exerciseId, waiting);

  function showWord(at: string) {
    draft.noteAid('words');
    setWords({ open: true, at });
  }
  function send() {
    const { response } = draft;
    const lacks = missingIn(view.body, response);
    setMissing(lacks);
    if (lacks !== null || response === null || onItsWay || task.closed) return;
    const aids = [...new Set(level === 'plain' ? [...draft.aids, 'plain' as const] : draft.aids)];
    answering.queue.add({ runId: run.runId, exerciseId: view.exerciseId, try: task.tries + 1, aids, response });
  }

  return (
    <div className="task">
      <div id={stem} className="stem"><Prose value={view.stem[level]} onTerm={showWord} /></div>
      <Help task={view} level={level} words={words} onWords={setWords} noteAid={draft.noteAid} />
      <PlayerFor body={view.body} level={level} value={draft.response} locked={onItsWay || task.closed} marks={marksOf(task)} labelledBy={stem}
        onTerm={showWord} onChange={(response) => { setMissing(null); draft.change(response); }} />
      {last !== null && !onItsWay && <Feedback outcome={last} level={level} closed={task.closed} onTerm={showWord} />}
      {onItsWay && stalled && <Unsent queue={answering.queue} />}
      <ActionBar run={run} index={index} task={task} waiting={onItsWay} stalled={stalled} missing={missing} refusal={state.refused[view.exerciseId] ?? null}
        reach={reachOf(run, waiting)} endPath={endPath} onSend={send} onShow={onShow} />
    </div>
  );
}

function marksOf(task: RunTask): Marks | null {
  if (task.last === null || task.last.verdict === 'unclear') return null;
  return { parts: task.last.parts, given: lastResponse(task), solution: task.closed ? (task.last.solution ?? null) : null };
}
