import { useId } from 'react';
import { m } from '../../paraglide/messages.js';
import type { OneAnswer } from './wish.js';

interface Props {
  criterion: OneAnswer['criteria'][number];
  points: number | undefined;
  missing: boolean;
  onGive: (points: number) => void;
}

/** One criterion: 0 to 3 points, each with what it stands for. */
export function CriterionField({ criterion, points, missing, onGive }: Props) {
  const name = useId();
  return (
    <fieldset className="criterion" aria-invalid={missing || undefined}>
      <legend className="field-label" lang="de">
        {criterion.title}
      </legend>
      <div className="criterion-levels" lang="de">
        {criterion.levels.map((level, value) => (
          <label key={value} className="choice">
            <input type="radio" name={name} checked={points === value} onChange={() => onGive(value)} aria-label={`${value}: ${level}`} />
            <span className="criterion-points figures" title={m.mk_points_of({ points: value, most: 3 })}>
              {value}
            </span>
            <span>{level}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
