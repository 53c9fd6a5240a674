import ArrowRight from 'lucide-react/icons/arrow-right';
import type { Refusal } from '../answers/queue.js';
import { Button } from '../design/button.js';
import { Link } from '../nav.js';
import { m } from '../paraglide/messages.js';
import type { Missing } from './players/missing.js';
import type { RunTask, RunView } from './run-state.js';
import { forgetRun } from './use-run.js';

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

/** One button at the thumb: check, then go on. */
export function ActionBar(bar: Props) {
  const { missing, refusal, task } = bar;
  return (
    <div className="actions">
      <p role="alert" className="actions-say">
        {missing !== null && sayMissing(missing, task)}
        {missing === null && refusal !== null && sayRefusal(refusal)}
      </p>
      {refusal !== null && <Button look="quiet" onClick={forgetRun}>{m.reload()}</Button>}
      <MainButton {...bar} />
    </div>
  );
}

function MainButton({ run, index, task, waiting, stalled, reach, endPath, onSend, onShow }: Props) {
  if (waiting) {
    if (stalled && index < reach) return <Button wide onClick={() => onShow(index + 1)}>{m.look_at_next()}</Button>;
    return <Button look="main" wide aria-disabled>{m.sending()}</Button>;
  }
  if (!task.closed) return <Button look="main" wide onClick={onSend}>{task.tries === 0 ? m.check() : m.check_again()}</Button>;
  if (run.finished && index === run.total - 1) {
    return <Link className="button button-main button-wide" href={endPath}>{m.to_result()}<ArrowRight aria-hidden size={20} /></Link>;
  }
  const next = index < run.total - 1 ? index + 1 : run.position;
  return (
    <Button look="main" wide onClick={() => onShow(next)}>
      {m.next_task()}
      <ArrowRight aria-hidden size={20} />
    </Button>
  );
}

function sayMissing(missing: Missing, { task }: RunTask): string {
  if (missing === 'pick') return m.missing_pick({ count: task.body.kind === 'multiple-choice' ? task.body.pick : 1 });
  return { choice: m.missing_choice, number: m.missing_number, gaps: m.missing_gaps }[missing]();
}

function sayRefusal(refusal: Refusal): string {
  return refusal.kind === 'conflict' ? m.answer_differs() : m.answer_refused();
}
