import { m } from '../../paraglide/messages.js';
import { masteryWord, type Mastery } from './buoy.js';

const MEANING: readonly [Mastery, () => string][] = [
  ['new', m.mastery_new_means],
  ['practising', m.mastery_practising_means],
  ['secure', m.mastery_secure_means],
  ['firm', m.mastery_firm_means],
  ['shaky', m.mastery_shaky_means],
];

/** What the five words mean, for whoever wants to know. */
export function Legend() {
  return (
    <details className="fold legend">
      <summary>{m.legend_title()}</summary>
      <dl>
        {MEANING.map(([state, say]) => (
          <div key={state}>
            <dt>{masteryWord(state)}</dt>
            <dd>{say()}</dd>
          </div>
        ))}
      </dl>
    </details>
  );
}
