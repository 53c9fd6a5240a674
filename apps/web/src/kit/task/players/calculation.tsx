import { useContext } from 'react';
import { m } from '../../../paraglide/messages.js';
import { ExamMode } from './exam-mode.js';
import { type PlayerProps, solutionOf } from './player.js';
import { StepField } from './step-field.js';

/** The scheme of a calculation: a table at a desk, one card a row on a phone. Given rows stand there already. */
export default function Calculation({ body, level, value, onChange, locked, marks, labelledBy, fixed }: PlayerProps<'calculation'>) {
  const rows = value?.rows ?? {};
  const exam = useContext(ExamMode) !== null;
  const solution = solutionOf(marks, 'calculation')?.rows ?? null;
  return (
    <>
      {exam && <p className="soft small">{body.rows.some((row) => row.decimals > 0) ? m.exam_digits() : m.exam_digits_whole()}</p>}
      <ul className="step-list scheme" aria-labelledby={labelledBy}>
        {body.rows.map((row) => {
          const label = level === 'plain' ? row.labelPlain : row.label;
          const look = row.sum === true ? 'step step-sum' : 'step';
          if (row.given !== undefined)
            return (
              <li key={row.id} className={look}>
                <span className="step-label" lang="de">
                  {label}
                </span>
                <span className="step-value figures">
                  {row.given} {row.unit}
                </span>
              </li>
            );
          const verdict = marks?.parts[row.id] ?? null;
          return (
            <li key={row.id} className={look}>
              <StepField
                label={label}
                unit={row.unit}
                decimals={row.decimals}
                signed={row.signed ?? false}
                text={rows[row.id] ?? ''}
                locked={locked || (fixed?.includes(row.id) ?? false)}
                verdict={verdict}
                right={solution === null || verdict === 'right' ? null : (solution[row.id] ?? null)}
                onType={(text) => onChange({ kind: 'calculation', rows: { ...rows, [row.id]: text } })}
              />
            </li>
          );
        })}
      </ul>
    </>
  );
}
