import Check from 'lucide-react/icons/check';
import { ReportState } from '#lotse/contract';
import { m } from '../../paraglide/messages.js';
import { STATES } from '../../kit/report/words.js';

/** The way of a report: what is behind it, where it stands, what lies ahead. */
export function States({ state }: { state: ReportState }) {
  const at = ReportState.options.indexOf(state);
  return (
    <>
      <p role="status" className="unseen">
        {m.rep_now({ state: STATES[state]() })}
      </p>
      <StateList at={at} />
    </>
  );
}

function StateList({ at }: { at: number }) {
  return (
    <ol className="states" aria-label={m.rep_states()}>
      {ReportState.options.map((one, i) => (
        <li key={one} aria-current={i === at ? 'step' : undefined} className={i < at ? 'state state-done' : 'state'}>
          {i < at && <Check aria-hidden size={16} />}
          {STATES[one]()}
          {i < at && <span className="unseen">{m.rep_state_behind()}</span>}
        </li>
      ))}
    </ol>
  );
}
