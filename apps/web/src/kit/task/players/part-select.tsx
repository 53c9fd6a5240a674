import { useId, type ReactNode } from 'react';
import { m } from '../../../paraglide/messages.js';
import { Mark, type PartVerdict } from './player.js';

interface Props {
  children: ReactNode;
  options: readonly { id: string; text: string }[];
  chosen: string;
  /** Id of the right option, once it may be known and was not chosen. */
  rightOne: string | null;
  verdict: PartVerdict | null;
  locked: boolean;
  onChoose: (id: string) => void;
}

/** A line with the phone's own list beside it. */
export function PartSelect({ children, options, chosen, rightOne, verdict, locked, onChoose }: Props) {
  const name = useId();
  return (
    <li className={verdict === null ? 'part-line' : `part-line choice-${verdict}`}>
      <label htmlFor={name} className="part-text">
        {children}
      </label>
      <select id={name} lang="de" className="input part-select" value={chosen} disabled={locked} onChange={(event) => onChoose(event.target.value)}>
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
