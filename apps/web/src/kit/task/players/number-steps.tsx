import { useContext } from 'react';
import { m } from '../../../paraglide/messages.js';
import { ExamMode } from './exam-mode.js';
import { type PlayerProps, solutionOf } from './player.js';
import { StepField } from './step-field.js';

/** One result after the other, each in its own field. */
export default function NumberSteps({ body, level, value, onChange, locked, marks, labelledBy, fixed }: PlayerProps<'number-steps'>) {
  const steps = value?.steps ?? {};
  const exam = useContext(ExamMode) !== null;
  const solution = solutionOf(marks, 'number-steps')?.steps ?? null;
  return (
    <>
      {exam && <p className="soft small">{body.steps.some((step) => step.decimals > 0) ? m.exam_digits() : m.exam_digits_whole()}</p>}
      <ol className="step-list" aria-labelledby={labelledBy}>
        {body.steps.map((step, i) => {
          const verdict = marks?.parts[step.id] ?? null;
          return (
            <li key={step.id} className="step">
              <StepField
                label={`${i + 1}. ${level === 'plain' ? step.labelPlain : step.label}`}
                unit={step.unit}
                decimals={step.decimals}
                signed={step.signed ?? false}
                text={steps[step.id] ?? ''}
                locked={locked || (fixed?.includes(step.id) ?? false)}
                verdict={verdict}
                right={solution === null || verdict === 'right' ? null : (solution[step.id] ?? null)}
                onType={(text) => onChange({ kind: 'number-steps', steps: { ...steps, [step.id]: text } })}
              />
            </li>
          );
        })}
      </ol>
    </>
  );
}
