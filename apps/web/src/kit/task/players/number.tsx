import { useContext } from 'react';
import { m } from '../../../paraglide/messages.js';
import { later } from '../../state/later.js';
import { digitsOnly } from './digits-only.js';
import { ExamMode } from './exam-mode.js';
import { NumberEcho } from './number-echo.js';
import { givenOf, Mark, type PlayerProps, solutionOf } from './player.js';

const DigitBoxes = later(() => import('./digit-boxes.js'));

/** Free typing, with the keys of a calculator on a phone, which have no minus: where one is needed, with all keys; below it stands how the number was read. */
export default function NumberField({ body, value, onChange, locked, marks, labelledBy }: PlayerProps<'number'>) {
  const text = value?.text ?? '';
  const boxes = useContext(ExamMode) !== null && body.signed !== true;
  const solution = solutionOf(marks, 'number');
  const answered = givenOf(marks, 'number')?.text; // the feedback says how that one was read
  return (
    <div className="number stack stack-8">
      <label className="field-label" id="number-label" htmlFor="number">
        {body.unit === undefined ? m.number_label() : m.number_label_unit({ unit: body.unit })}
      </label>
      <div className="number-row">
        <input
          id="number"
          className="input number-input"
          type="text"
          inputMode={body.signed ? 'text' : boxes ? 'numeric' : 'decimal'}
          autoComplete="off"
          enterKeyHint="done"
          maxLength={60}
          value={text}
          readOnly={locked}
          aria-labelledby={`number-label ${labelledBy}`}
          aria-describedby="number-echo"
          onChange={(event) => onChange({ kind: 'number', text: boxes ? digitsOnly(event.target.value) : event.target.value })}
        />
        {body.unit !== undefined && (
          <span className="number-unit" aria-hidden="true">
            {body.unit}
          </span>
        )}
      </div>
      {boxes ? (
        <>
          <p id="number-echo" className="soft small">
            {body.decimals > 0 ? m.exam_digits() : m.exam_digits_whole()}
          </p>
          <DigitBoxes digits={text} decimals={body.decimals} field="number" />
        </>
      ) : (
        <p id="number-echo" className="soft number-echo" role="status">
          {text !== answered && <NumberEcho text={text} unit={body.unit} />}
        </p>
      )}
      {solution !== null && solution.text !== text && (
        <p>
          <Mark verdict="right" word={m.solution_is()} /> <strong className="figures">{solution.text}</strong>
        </p>
      )}
    </div>
  );
}
