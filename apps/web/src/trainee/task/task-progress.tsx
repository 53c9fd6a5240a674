import { placeOf } from '#lotse/contract';
import ArrowLeft from 'lucide-react/icons/arrow-left';
import { useEffect, useRef } from 'react';
import type { SubmitAnswer } from '../answers/queue.js';
import { Button } from '../../kit/design/button.js';
import { sayPlace, sayPlaceOf } from '../../kit/words/place-words.js';
import { m } from '../../paraglide/messages.js';
import { isWaiting, reachOf, type RunView } from './run-state.js';

let tasksShown = 0;

interface Props {
  run: RunView;
  index: number;
  waiting: readonly SubmitAnswer[];
  onShow: (index: number) => void;
}

/** "Aufgabe 3 von 12", the way to earlier tasks, and a strip with a mark for each task. The heading takes the focus when another task is shown. */
export function TaskProgress({ run, index, waiting, onShow }: Props) {
  const reach = reachOf(run, waiting);
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (tasksShown > 0) {
      heading.current?.focus({ preventScroll: true });
      window.scrollTo({ top: 0 });
    }
    tasksShown += 1;
  }, [run.runId, index]);
  return (
    <div className="task-progress">
      <h1 ref={heading} tabIndex={-1}>
        {sayPlaceOf(placeOf(run.tasks, index))}
      </h1>
      <p className="task-unit" lang="de">
        {run.kind === 'own' ? run.unit.title : m.repeat_of({ unit: run.unit.title })}
      </p>
      <div className="task-nav">
        {index > 0 && (
          <Button look="quiet" onClick={() => onShow(index - 1)}>
            <ArrowLeft aria-hidden size={18} />
            {m.task_before()}
          </Button>
        )}
        {index + 1 < reach && (
          <Button look="quiet" onClick={() => onShow(reach)}>
            {m.to_place({ place: sayPlace(placeOf(run.tasks, reach)) })}
          </Button>
        )}
      </div>
      <div className="task-strip" aria-hidden="true">
        {run.tasks.map((task, i) => (
          <i key={task.task.exerciseId} className={markOf(run, i, index, waiting)} />
        ))}
      </div>
    </div>
  );
}

function markOf(run: RunView, i: number, index: number, waiting: readonly SubmitAnswer[]): string {
  const task = run.tasks[i];
  const passed = task !== undefined && (task.closed || isWaiting(run, task.task.exerciseId, waiting));
  const begins = i > 0 && placeOf(run.tasks, i).part !== placeOf(run.tasks, i - 1).part;
  return [passed ? 'passed' : '', i === index ? 'here' : '', begins ? 'begins' : ''].join(' ').trim();
}
