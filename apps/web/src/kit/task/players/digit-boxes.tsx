import { boxesOf } from './digits-only.js';
import './digit-boxes.css';

interface Props {
  digits: string;
  decimals: number;
  /** Id of the field: a tap on the boxes leads there. */
  field: string;
}

/** The boxes of an answer sheet, as they are filled while somebody types: the comma is printed, nobody writes it. */
export default function DigitBoxes({ digits, decimals, field }: Props) {
  const boxes = boxesOf(digits, decimals);
  return (
    <label className="digit-boxes" htmlFor={field}>
      <Boxes of={boxes.whole} />
      {decimals > 0 && (
        <span aria-hidden className="digit-comma">
          ,
        </span>
      )}
      <Boxes of={boxes.decimals} />
      <span role="status" className="unseen">
        {digits !== '' && boxes.spoken}
      </span>
    </label>
  );
}

function Boxes({ of }: { of: readonly string[] }) {
  return of.map((digit, at) => (
    <span key={at} aria-hidden className="digit-box">
      {digit}
    </span>
  ));
}
