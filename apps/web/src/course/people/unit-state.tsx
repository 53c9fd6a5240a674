import { addDays, germanDay, type RosterCell as RosterCellSchema, type RosterState as RosterStateSchema } from '#lotse/contract';
import Circle from 'lucide-react/icons/circle';
import CircleCheckBig from 'lucide-react/icons/circle-check-big';
import CircleDotDashed from 'lucide-react/icons/circle-dot-dashed';
import LifeBuoy from 'lucide-react/icons/life-buoy';
import type { output } from 'zod/mini';
import { spanBetween } from '../../kit/design/span.js';
import { sayLengthIn } from '../../kit/words/span-words.js';
import { m } from '../../paraglide/messages.js';
import { GradeStatus } from './grade-status.js';

export type RosterCell = output<typeof RosterCellSchema>;
export type RosterState = output<typeof RosterStateSchema>;

export const STATE_LOOK: Record<RosterState, { Sign: typeof Circle; word: () => string; look: string }> = {
  stuck: { Sign: LifeBuoy, word: m.state_stuck, look: 'badge-wrong' },
  going: { Sign: CircleDotDashed, word: m.state_going, look: 'badge-accent' },
  'not-started': { Sign: Circle, word: m.state_not_started, look: '' },
  finished: { Sign: CircleCheckBig, word: m.state_finished, look: 'badge-good' },
};

/** How far somebody is in one unit: state, tasks, grade, and where the grade stands. */
export function UnitState({ cell }: { cell: RosterCell }) {
  const { Sign, word, look } = STATE_LOOK[cell.state];
  return (
    <div className="unit-state">
      <span className={`badge ${look}`}>
        <Sign aria-hidden size={16} />
        {word()}
      </span>
      {cell.stuck !== null && cell.state === 'stuck' && <span className="small">{sayStuck(cell.stuck)}</span>}
      {cell.state !== 'not-started' && <Numbers cell={cell} />}
      <GradeStatus state={cell.gradeState} reason={cell.gradeReason} />
    </div>
  );
}

function sayStuck({ why, count }: NonNullable<RosterCell['stuck']>): string {
  const today = germanDay(new Date());
  return why === 'wrong' ? m.stuck_wrong({ count }) : m.stuck_away({ length: sayLengthIn(spanBetween(addDays(today, -count), today)) });
}

/** Points, then tasks; a finished unit that somebody has begun again keeps its points. */
function Numbers({ cell }: { cell: RosterCell }) {
  const { state, done, total, grade } = cell;
  const again = state === 'finished' && done < total;
  const tasks = again ? m.staff_finished_again({ done, total }) : m.staff_done({ done, total });
  return (
    <span className="figures">
      {grade !== null && (
        <>
          <strong>{m.staff_points({ grade })}</strong> ·{' '}
        </>
      )}
      {tasks}
    </span>
  );
}
