import type { TaskView } from '#lotse/contract';
import { usePreferences } from '../../kit/session/preferences.js';
import type { Kind, Marks, TaskBody } from '../../kit/task/players/player.js';
import { PlayerFor } from '../../kit/task/players/player-for.js';

/** What is seen beside the stem by those who do not answer: all that is there to be read, and nothing that is there to be filled in. */
const SEEN: Record<Kind, 'player' | 'accounts' | 'nothing'> = {
  'single-choice': 'player',
  'multiple-choice': 'player',
  matching: 'player',
  order: 'player',
  number: 'nothing',
  'number-steps': 'player',
  booking: 'accounts',
  calculation: 'player',
  'hot-text': 'player',
  cloze: 'player',
  'word-order': 'player',
  ending: 'player',
  dictation: 'player',
  dialogue: 'player',
  'task-reading': 'player',
  open: 'nothing',
  writing: 'nothing',
  recording: 'nothing',
};

interface Props {
  task: TaskView;
  marks: Marks | null;
  /** The task's stem. */
  labelledBy: string;
}

/** The task as a tutor sees it, and the class in front. */
export function TaskInFront({ task: { body }, marks, labelledBy }: Props) {
  const level = usePreferences().textLevel;
  const seen = SEEN[body.kind];
  if (seen === 'nothing') return null;
  if (seen === 'accounts') return <Accounts body={body} />;
  return (
    <div className="in-front">
      <PlayerFor body={body} level={level} value={null} locked marks={marks} labelledBy={labelledBy} onTerm={() => undefined} onChange={() => undefined} />
    </div>
  );
}

/** In the task they stand folded up in each line. */
function Accounts({ body }: { body: TaskBody }) {
  const level = usePreferences().textLevel;
  if (body.kind !== 'booking') return null;
  return (
    <ul className="prose" lang="de">
      {body.accounts.map((account) => (
        <li key={account.id}>{level === 'plain' ? account.textPlain : account.text}</li>
      ))}
    </ul>
  );
}
