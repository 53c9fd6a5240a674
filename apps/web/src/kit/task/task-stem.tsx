import type { TaskView as TaskViewSchema } from '#lotse/contract';
import type { output } from 'zod/mini';
import { Prose } from '../prose/prose.js';
import { later } from '../state/later.js';
import type { Level } from './players/player.js';
import { Situation } from './situation.js';

const Documents = later(() => import('./documents.js'), <div className="documents meanwhile" />);

type Task = output<typeof TaskViewSchema>;
interface Props {
  /** Names the response. */
  id: string;
  task: Pick<Task, 'stem' | 'group' | 'documents'>;
  level: Level;
  onTerm?: ((id: string) => void) | undefined;
}

/** What is asked; above it the situation it belongs to, below it the Belege, which open beside it and leave the page where it is. */
export function TaskStem({ id, task, level, onTerm }: Props) {
  return (
    <>
      {task.group !== undefined && <Situation group={task.group} level={level} onTerm={onTerm} />}
      <div id={id} className="stem">
        <Prose value={task.stem[level]} onTerm={onTerm} />
      </div>
      {task.documents !== undefined && <Documents documents={task.documents} level={level} />}
    </>
  );
}
