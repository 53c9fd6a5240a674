import { m } from '../../paraglide/messages.js';
import { masteryMeaning, masteryWord, type Mastery } from './buoy.js';

const STATES: readonly Mastery[] = ['new', 'practising', 'secure', 'firm', 'shaky'];

/** What the five words mean, for whoever wants to know. */
export function Legend() {
  return (
    <details className="fold legend">
      <summary>{m.legend_title()}</summary>
      <dl>
        {STATES.map((state) => (
          <div key={state}>
            <dt>{masteryWord(state)}</dt>
            <dd>{masteryMeaning(state)}</dd>
          </div>
        ))}
      </dl>
    </details>
  );
}
