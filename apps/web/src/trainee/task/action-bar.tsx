import { isHandKind } from '#lotse/contract';
import ArrowRight from 'lucide-react/icons/arrow-right';
import type { MouseEvent } from 'react';
import type { Refusal } from '../answers/queue.js';
import { Button } from '../../kit/design/button.js';
import { later } from '../../kit/state/later.js';
import { Link } from '../../kit/address/nav.js';
import { m } from '../../paraglide/messages.js';
import type { Missing } from '../../kit/task/players/missing.js';
import { nextTask, type RunTask, type RunView } from './run-state.js';

const Objection = later(() => import('./objection.js'));

interface Props {
  run: RunView;
  index: number;
  task: RunTask;
  waiting: boolean;
  stalled: boolean;
  missing: Missing | null;
  refusal: Refusal | null;
  reach: number;
  endPath: string;
  onSend: () => void;
  onShow: (index: number) => void;
}

/** The second half of a double click means the first button, not the one that has taken its place. */
function once(act: () => void) {
  return (event: MouseEvent) => {
    if (event.detail > 1) event.preventDefault();
    else act();
  };
}

/** One button at the thumb: check, then go on. */
export function ActionBar(bar: Props) {
  const { missing, refusal, task } = bar;
  return (
    <div className="actions">
      <div role="alert">{(missing !== null || refusal !== null) && <Objection task={task} missing={missing} refusal={refusal} />}</div>
      <MainButton {...bar} />
    </div>
  );
}

function wordOf({ task, tries }: RunTask): string {
  if (task.exam === true || isHandKind(task.body.kind)) return m.mk_send();
  if (task.prefilled?.all === true) return m.example_go_on();
  return tries === 0 ? m.check() : m.check_again();
}

function MainButton({ run, index, task, waiting, stalled, reach, endPath, onSend, onShow }: Props) {
  if (waiting) {
    if (stalled && index < reach)
      return (
        <Button wide onClick={once(() => onShow(index + 1))}>
          {m.look_at_next()}
        </Button>
      );
    return (
      <Button look="main" wide aria-disabled>
        {m.sending()}
      </Button>
    );
  }
  if (!task.closed)
    return (
      <Button look="main" wide onClick={once(onSend)}>
        {wordOf(task)}
      </Button>
    );
  if (run.finished && index === run.tasks.length - 1) {
    return (
      <Link className="button button-main button-wide" href={endPath} onClick={once(() => undefined)}>
        {m.to_result()}
        <ArrowRight aria-hidden size={20} />
      </Link>
    );
  }
  return (
    <Button look="main" wide onClick={once(() => onShow(nextTask(run, index)))}>
      {m.next_task()}
      <ArrowRight aria-hidden size={20} />
    </Button>
  );
}
