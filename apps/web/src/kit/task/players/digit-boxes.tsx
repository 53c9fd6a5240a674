import { boxesOf } from './digits-only.js';
import './digit-boxes.css';

/** The boxes of an answer sheet, as they are filled while somebody types: the comma is printed, nobody writes it. */
export default function DigitBoxes({ digits, decimals }: { digits: string; decimals: number }) {
  const boxes = boxesOf(digits, decimals);
  return (
    <div className="digit-boxes">
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
    </div>
  );
}

function Boxes({ of }: { of: readonly string[] }) {
  return of.map((digit, at) => (
    <span key={at} aria-hidden className="digit-box">
      {digit}
    </span>
  ));
}
