import { m } from '../../../paraglide/messages.js';
import { Prose } from '../../prose/prose.js';
import { givenOf, Mark, type PlayerProps, solutionOf } from './player.js';

/** Native radios; the whole row is the target. The numbers are those of the answer sheet in the exam. */
export default function SingleChoice({ body, level, value, onChange, locked, marks, labelledBy }: PlayerProps<'single-choice'>) {
  const solution = solutionOf(marks, 'single-choice')?.choice ?? null;
  const given = givenOf(marks, 'single-choice')?.choice ?? null;
  return (
    <fieldset className="options" aria-labelledby={labelledBy}>
      {body.options.map((option, i) => (
        <label key={option.id} className={rowClass(option.id, solution, given)}>
          <input
            type="radio"
            name="choice"
            checked={value?.choice === option.id}
            disabled={locked}
            onChange={() => onChange({ kind: 'single-choice', choice: option.id })}
          />
          <span className="option-number">{i + 1}</span>
          <span className="option-text">
            <Prose inline value={level === 'plain' ? option.textPlain : option.text} />
            {option.id === solution && <Mark verdict="right" />}
            {option.id === given && option.id !== solution && <Mark verdict="wrong" word={solution === null ? m.mark_tried() : m.mark_wrong()} />}
          </span>
        </label>
      ))}
    </fieldset>
  );
}

function rowClass(id: string, solution: string | null, given: string | null): string {
  if (id === solution) return 'choice choice-right';
  return id === given ? 'choice choice-wrong' : 'choice';
}
