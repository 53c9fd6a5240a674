import { m } from '../../../paraglide/messages.js';
import { boxesOf } from './digits-only.js';
import './digit-boxes.css';

interface Props {
  digits: string;
  decimals: number;
  unit: string | undefined;
}

/** The boxes of an answer sheet, as they are filled while somebody types: the comma is printed, nobody writes it. */
export default function DigitBoxes({ digits, decimals, unit }: Props) {
  const boxes = boxesOf(digits, decimals);
  return (
    <div className="stack stack-4">
      <div className="digit-boxes" aria-hidden>
        <Boxes of={boxes.whole} />
        {decimals > 0 && <span className="digit-comma">,</span>}
        <Boxes of={boxes.decimals} />
        {unit !== undefined && <span className="digit-unit">{unit}</span>}
      </div>
      <p className="soft small">{decimals === 0 ? m.exam_digits_whole() : m.exam_digits({ decimals })}</p>
    </div>
  );
}

function Boxes({ of }: { of: readonly string[] }) {
  return of.map((digit, at) => (
    <span key={at} className="digit-box">
      {digit}
    </span>
  ));
}
