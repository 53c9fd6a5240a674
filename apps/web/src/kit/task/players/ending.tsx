import { useId } from 'react';
import { m } from '../../../paraglide/messages.js';
import { Prose } from '../../prose/prose.js';
import { type BodyOf, Mark, type PartVerdict, type PlayerProps, solutionOf } from './player.js';

type Item = BodyOf<'ending'>['items'][number];

/** One line each with big buttons for its form; what is chosen stands in the line at once. */
export default function Ending({ body, value, onChange, locked, marks, labelledBy, fixed }: PlayerProps<'ending'>) {
  const endings = value?.endings ?? {};
  const solution = solutionOf(marks, 'ending')?.endings ?? null;
  return (
    <ul className="matching" aria-labelledby={labelledBy}>
      {body.items.map((item, i) => (
        <EndingLine
          key={item.id}
          item={item}
          number={body.items.length > 1 ? i + 1 : null}
          chosen={endings[item.id] ?? ''}
          solution={solution?.[item.id] ?? null}
          verdict={marks?.parts[item.id] ?? null}
          locked={locked || (fixed?.includes(item.id) ?? false)}
          onChoose={(ending) => onChange({ kind: 'ending', endings: { ...endings, [item.id]: ending } })}
        />
      ))}
    </ul>
  );
}

interface LineProps {
  item: Item;
  /** Null: it is the only one. */
  number: number | null;
  chosen: string;
  solution: string | null;
  verdict: PartVerdict | null;
  locked: boolean;
  onChoose: (ending: string) => void;
}

function EndingLine({ item, number, chosen, solution, verdict, locked, onChoose }: LineProps) {
  const name = useId();
  return (
    <li className={verdict === null ? 'part-line ending' : `part-line ending choice-${verdict}`}>
      <p id={name} className="part-text">
        {number !== null && <span className="line-number">{number}. </span>}
        <Prose inline value={item.text} gap={() => <mark className="filled">{chosen === '' ? '____' : chosen}</mark>} />
      </p>
      <fieldset className="ending-options" aria-labelledby={name}>
        {item.options.map((option) => (
          <label key={option} className="choice ending-option" lang="de">
            <input type="radio" name={name} checked={chosen === option} disabled={locked} onChange={() => onChoose(option)} />
            {option}
          </label>
        ))}
      </fieldset>
      {verdict !== null && <Mark verdict={verdict} />}
      {solution !== null && verdict !== 'right' && (
        <p lang="de">
          {m.solution_is()} <strong>{solution}</strong>
        </p>
      )}
    </li>
  );
}
