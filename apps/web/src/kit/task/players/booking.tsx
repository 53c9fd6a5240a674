import Plus from 'lucide-react/icons/plus';
import { useContext } from 'react';
import { m } from '../../../paraglide/messages.js';
import { BookingLine, type EntryLine } from './booking-line.js';
import { BookingSums } from './booking-sums.js';
import { ExamMode } from './exam-mode.js';
import { bookingSentence } from './booking-sentence.js';
import { Mark, type PlayerProps, givenOf, solutionOf } from './player.js';
import './booking.css';

const SIDES = ['soll', 'haben'] as const;
type Side = (typeof SIDES)[number];
const WORD = { soll: m.booking_soll, haben: m.booking_haben };
const EMPTY: EntryLine = { account: '', amount: '' };
const MOST = 6;

/** Every line right and none missing: nothing has to be said again. */
function isAllRight(verdicts: readonly string[], solution: { soll: readonly unknown[]; haben: readonly unknown[] }): boolean {
  return verdicts.length === solution.soll.length + solution.haben.length && verdicts.every((verdict) => verdict === 'right');
}

/** Two sides, each with lines of an account and an amount; a card a line on a phone. */
export default function Booking({ body, level, value, onChange, locked, marks, labelledBy }: PlayerProps<'booking'>) {
  const exam = useContext(ExamMode) !== null;
  const given = givenOf(marks, 'booking');
  const solution = solutionOf(marks, 'booking');
  const isRight = marks !== null && solution !== null && isAllRight(Object.values(marks.parts), solution);
  const accounts = body.accounts.map((account) => ({ id: account.id, text: level === 'plain' ? account.textPlain : account.text }));
  const linesOf = (side: Side): readonly EntryLine[] => (value !== null && value[side].length > 0 ? value[side] : [EMPTY]);
  function put(side: Side, lines: readonly EntryLine[]) {
    onChange({ kind: 'booking', soll: [...linesOf('soll')], haben: [...linesOf('haben')], [side]: [...lines] });
  }
  function verdictOf(side: Side, at: number) {
    const [was, is] = [given?.[side][at], linesOf(side)[at]];
    return was !== undefined && was.account === is?.account && was.amount === is.amount ? (marks?.parts[`${side}-${at + 1}`] ?? null) : null;
  }
  return (
    <div className="booking" role="group" aria-labelledby={labelledBy}>
      {exam && <p className="soft small">{m.exam_digits()}</p>}
      {SIDES.map((side) => (
        <fieldset key={side} className="booking-side">
          <legend>{WORD[side]()}</legend>
          <ol>
            {linesOf(side).map((line, at, all) => (
              // a line is what stands at its place
              <li key={at}>
                <BookingLine
                  line={line}
                  name={m.booking_line({ side: WORD[side](), number: at + 1 })}
                  accounts={accounts}
                  verdict={verdictOf(side, at)}
                  locked={locked}
                  onChange={(next) => put(side, all.with(at, next))}
                  onRemove={
                    all.length > 1
                      ? () =>
                          put(
                            side,
                            all.filter((_, one) => one !== at),
                          )
                      : null
                  }
                />
              </li>
            ))}
          </ol>
          {!locked && linesOf(side).length < MOST && (
            <button type="button" className="button button-quiet" onClick={() => put(side, [...linesOf(side), EMPTY])}>
              <Plus aria-hidden size={20} />
              {m.booking_add({ side: WORD[side]() })}
            </button>
          )}
        </fieldset>
      ))}
      {!exam && <BookingSums soll={linesOf('soll')} haben={linesOf('haben')} />}
      {solution !== null && !isRight && (
        <p lang="de">
          <Mark verdict="right" word={m.solution_is()} /> <strong>{bookingSentence(accounts, solution)}</strong>
        </p>
      )}
    </div>
  );
}
