import { useContext, useId, type ReactNode } from 'react';
import { m } from '../../../paraglide/messages.js';
import { later } from '../../state/later.js';
import { digitsOnly } from './digits-only.js';
import { ExamMode } from './exam-mode.js';
import { Mark, type PartVerdict } from './player.js';

const DigitBoxes = later(() => import('./digit-boxes.js'));

interface Props {
  label: ReactNode;
  unit: string | undefined;
  text: string;
  decimals: number;
  /** It may be below zero: the keys of a calculator on a phone have no minus. */
  signed: boolean;
  locked: boolean;
  verdict: PartVerdict | null;
  /** Shown once it may be known and what was entered is not right. */
  right: string | null;
  onType: (text: string) => void;
}

/** One number with its name and unit: a step, or a row of a scheme. */
export function StepField({ label, unit, text, decimals, signed, locked, verdict, right, onType }: Props) {
  const id = useId();
  const boxes = useContext(ExamMode) !== null && !signed;
  return (
    <>
      <label id={`${id}-name`} htmlFor={id} className="step-label" lang="de">
        {label}
      </label>
      <div className="step-value">
        <input
          id={id}
          aria-labelledby={`${id}-name`}
          className={verdict === null ? 'input step-input' : `input step-input gap-${verdict}`}
          type="text"
          inputMode={signed ? 'text' : boxes ? 'numeric' : 'decimal'}
          autoComplete="off"
          maxLength={60}
          value={text}
          readOnly={locked}
          onChange={(event) => onType(boxes ? digitsOnly(event.target.value) : event.target.value)}
        />
        {unit !== undefined && <span className="step-unit">{unit}</span>}
        {verdict !== null && <Mark verdict={verdict} />}
        {right !== null && (
          <span className="figures">
            {m.solution_is()} <strong>{right}</strong>
          </span>
        )}
      </div>
      {boxes && <DigitBoxes digits={text} decimals={decimals} field={id} />}
    </>
  );
}
