import { useId } from 'react';
import { m } from '../../../paraglide/messages.js';
import { Prose } from '../../prose/prose.js';
import { type BodyOf, type Level, Mark, type PartVerdict, type PlayerProps, solutionOf } from './player.js';

type Left = BodyOf<'matching'>['left'][number];

/** A native select beside each line: no dragging, and the phone's own list. */
export default function Matching({ body, level, value, onChange, locked, marks, labelledBy, fixed }: PlayerProps<'matching'>) {
  const pairs = value?.pairs ?? {};
  const solution = solutionOf(marks, 'matching')?.pairs ?? null;
  function choose(left: string, right: string) {
    const { [left]: _, ...others } = pairs;
    onChange({ kind: 'matching', pairs: right === '' ? others : { ...others, [left]: right } });
  }
  return (
    <ul className="matching" aria-labelledby={labelledBy}>
      {body.left.map((line) => {
        const verdict = marks?.parts[line.id] ?? null;
        return (
          <Line
            key={line.id}
            line={line}
            level={level}
            options={body.right.map((one) => ({ id: one.id, text: level === 'plain' ? one.textPlain : one.text }))}
            chosen={pairs[line.id] ?? ''}
            rightOne={solution === null || verdict === 'right' ? null : (solution[line.id] ?? null)}
            verdict={verdict}
            locked={locked || (fixed?.includes(line.id) ?? false)}
            onChoose={(right) => choose(line.id, right)}
          />
        );
      })}
    </ul>
  );
}

interface LineProps {
  line: Left;
  level: Level;
  options: readonly { id: string; text: string }[];
  chosen: string;
  rightOne: string | null;
  verdict: PartVerdict | null;
  locked: boolean;
  onChoose: (right: string) => void;
}

function Line({ line, level, options, chosen, rightOne, verdict, locked, onChoose }: LineProps) {
  const name = useId();
  return (
    <li className={verdict === null ? 'part-line' : `part-line choice-${verdict}`}>
      <label id={name} htmlFor={`${name}-field`} className="part-text">
        <Prose inline value={level === 'plain' ? line.textPlain : line.text} />
      </label>
      <select id={`${name}-field`} lang="de" className="input part-select" value={chosen} disabled={locked} onChange={(event) => onChoose(event.target.value)}>
        <option value="">{m.gap_choose()}</option>
        {options.map((option) => (
          <option key={option.id} value={option.id}>
            {option.text}
          </option>
        ))}
      </select>
      {verdict !== null && <Mark verdict={verdict} />}
      {rightOne !== null && (
        <p className="part-right" lang="de">
          {m.solution_is()} <strong>{options.find((option) => option.id === rightOne)?.text}</strong>
        </p>
      )}
    </li>
  );
}
