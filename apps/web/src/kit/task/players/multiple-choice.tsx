import { m } from '../../../paraglide/messages.js';
import { Prose } from '../../prose/prose.js';
import { givenOf, Mark, type PartVerdict, type PlayerProps, solutionOf } from './player.js';

/** Checkboxes with a counter: how many are right is told, as in the exam. */
export default function MultipleChoice({ body, level, value, onChange, locked, marks, labelledBy }: PlayerProps<'multiple-choice'>) {
  const chosen = value?.choices ?? [];
  function toggle(id: string) {
    const choices = chosen.includes(id) ? chosen.filter((one) => one !== id) : [...chosen, id];
    onChange({ kind: 'multiple-choice', choices });
  }
  return (
    <fieldset className="options" aria-labelledby={labelledBy} aria-describedby="picked">
      {/* where nobody chooses, as on a beamer, there is nothing to count */}
      {(!locked || chosen.length > 0) && (
        <p id="picked" className={chosen.length > body.pick ? 'picked picked-over' : 'picked'} role="status">
          {m.picked({ chosen: chosen.length, pick: body.pick })}
        </p>
      )}
      {body.options.map((option, i) => {
        const verdict = verdictOf(option.id, marks);
        return (
          <label key={option.id} className={verdict === null ? 'choice' : `choice choice-${verdict}`}>
            <input type="checkbox" checked={chosen.includes(option.id)} disabled={locked} onChange={() => toggle(option.id)} />
            <span className="option-number">{i + 1}</span>
            <span className="option-text">
              <Prose inline value={level === 'plain' ? option.textPlain : option.text} />
              {verdict !== null && <Mark verdict={verdict} />}
            </span>
          </label>
        );
      })}
    </fieldset>
  );
}

/** With the solution each option is judged by it; before that only what was chosen is. */
function verdictOf(id: string, marks: PlayerProps<'multiple-choice'>['marks']): PartVerdict | null {
  const solution = solutionOf(marks, 'multiple-choice');
  const given = givenOf(marks, 'multiple-choice')?.choices.includes(id) ?? false;
  if (solution !== null) return solution.choices.includes(id) ? 'right' : given ? 'wrong' : null;
  return given ? (marks?.parts[id] ?? null) : null;
}
