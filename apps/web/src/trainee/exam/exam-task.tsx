import type { ExamPaper, SaveExamTask } from '#lotse/contract';
import ArrowLeft from 'lucide-react/icons/arrow-left';
import ArrowRight from 'lucide-react/icons/arrow-right';
import Flag from 'lucide-react/icons/flag';
import { useId } from 'react';
import { Button } from '../../kit/design/button.js';
import { orderNow } from '../../kit/task/players/ordering.js';
import { PlayerFor } from '../../kit/task/players/player-for.js';
import { TaskStem } from '../../kit/task/task-stem.js';
import { m } from '../../paraglide/messages.js';
import { hasContent, type Line } from './exam-lines.js';
import type { LineSaver } from './line-saver.js';
import { SaveState } from './save-state.js';

interface Props {
  saver: LineSaver;
  task: ExamPaper['tasks'][number];
  line: Line;
  /** Title of the area it belongs to. */
  area: string | undefined;
  onBack: (() => void) | null;
  onNext: (() => void) | null;
  onHandIn: () => void;
}

/** One task as on paper: no help, no verdict; what is entered is kept at once. */
export function ExamTaskView({ saver, task: { task, points, position }, line, area, onBack, onNext, onHandIn }: Props) {
  const stem = useId();
  const { body } = task;
  const onChange = (change: Pick<SaveExamTask, 'response' | 'flagged'>) => saver.put(position, change);
  return (
    <div className="task">
      <p className="soft small">
        <span lang="de">{area}</span> · {m.mx_task_points({ points })}
      </p>
      <TaskStem id={stem} task={task} level="standard" />
      <PlayerFor
        body={body}
        level="standard"
        value={line.response}
        locked={false}
        marks={null}
        labelledBy={stem}
        onChange={(response) => onChange({ response: hasContent(response) ? response : null })}
      />
      {body.kind === 'order' && line.response === null && (
        <div>
          <Button onClick={() => onChange({ response: { kind: 'order', order: orderNow(body, null) } })}>{m.mx_order_fits()}</Button>
        </div>
      )}
      <div>
        <label className="exam-flag">
          <input type="checkbox" checked={line.flagged} onChange={(event) => onChange({ flagged: event.target.checked })} />
          <Flag aria-hidden size={18} />
          {m.mx_flag()}
        </label>
      </div>
      <div className="actions exam-actions">
        <SaveState saver={saver} isEmpty={line.response === null && !line.flagged} />
        {onBack !== null && (
          <Button onClick={onBack}>
            <ArrowLeft aria-hidden size={20} />
            {m.mx_before()}
          </Button>
        )}
        <Button look="main" onClick={onNext ?? onHandIn}>
          {onNext === null ? m.mx_to_hand_in() : m.mx_next()}
          <ArrowRight aria-hidden size={20} />
        </Button>
      </div>
    </div>
  );
}
