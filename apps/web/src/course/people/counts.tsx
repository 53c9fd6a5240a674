import Clock from 'lucide-react/icons/clock';
import { m } from '../../paraglide/messages.js';
import type { Roster } from './shapes.js';
import type { RosterWish } from './roster-query.js';
import { STATE_LOOK, type RosterState } from './unit-state.js';

interface Props {
  counts: Roster['counts'];
  wish: RosterWish;
  onChange: (change: Partial<RosterWish>) => void;
}

/** The first look: how many are where. A number is also the filter for the people it counts. */
export function Counts({ counts, wish, onChange }: Props) {
  const tiles: readonly [RosterState, number, string][] = [
    ['stuck', counts.stuck, m.count_stuck({ count: counts.stuck })],
    ['going', counts.going, m.count_going({ count: counts.going })],
    ['not-started', counts.notStarted, m.count_not_started({ count: counts.notStarted })],
    ['finished', counts.finished, m.count_finished({ count: counts.finished })],
  ];
  return (
    <div className="counts" role="group" aria-label={m.counts()}>
      {tiles.map(([state, number, words]) => {
        const { Sign, look } = STATE_LOOK[state];
        const pressed = wish.state === state;
        return (
          <button
            key={state}
            type="button"
            className={`count ${number > 0 ? look : ''}`}
            aria-pressed={pressed}
            onClick={() => onChange({ state: pressed ? '' : state })}
          >
            <strong>{number}</strong>
            <span>
              <Sign aria-hidden size={18} />
              {words}
            </span>
          </button>
        );
      })}
      {counts.gradesWaiting > 0 && (
        <p className="count count-plain">
          <strong>{counts.gradesWaiting}</strong>
          <span>
            <Clock aria-hidden size={18} />
            {m.count_grades({ count: counts.gradesWaiting })}
          </span>
        </p>
      )}
    </div>
  );
}
