import X from 'lucide-react/icons/x';
import { useContext, useId } from 'react';
import { m } from '../../../paraglide/messages.js';
import { later } from '../../state/later.js';
import { digitsOnly } from './digits-only.js';
import { ExamMode } from './exam-mode.js';
import { Mark, type PartVerdict } from './player.js';

const DigitBoxes = later(() => import('./digit-boxes.js'));

export interface EntryLine {
  account: string;
  amount: string;
}

interface Props {
  line: EntryLine;
  /** "Soll, Zeile 2". */
  name: string;
  accounts: readonly { id: string; text: string }[];
  verdict: PartVerdict | null;
  locked: boolean;
  onChange: (line: EntryLine) => void;
  /** Null: the last line of a side stays. */
  onRemove: (() => void) | null;
}

/** An account from the phone's own list, and its amount. */
export function BookingLine({ line, name, accounts, verdict, locked, onChange, onRemove }: Props) {
  const id = useId();
  const boxes = useContext(ExamMode) !== null;
  return (
    <div className={verdict === null ? 'part-line booking-line' : `part-line booking-line choice-${verdict}`} role="group" aria-label={name}>
      <p className="soft small booking-name">
        <span aria-hidden>{name}</span>
        {verdict !== null && <Mark verdict={verdict} />}
      </p>
      <label htmlFor={`${id}-account`} className="booking-label">
        {m.booking_account()}
      </label>
      <select
        id={`${id}-account`}
        lang="de"
        className="input part-select booking-account"
        value={line.account}
        disabled={locked}
        onChange={(event) => onChange({ ...line, account: event.target.value })}
      >
        <option value="">{m.gap_choose()}</option>
        {accounts.map((account) => (
          <option key={account.id} value={account.id}>
            {account.text}
          </option>
        ))}
      </select>
      <label id={`${id}-name`} htmlFor={`${id}-amount`} className="booking-label">
        {m.booking_amount()}
      </label>
      <span className="step-value">
        <input
          id={`${id}-amount`}
          aria-labelledby={`${id}-name`}
          className="input step-input"
          type="text"
          inputMode={boxes ? 'numeric' : 'decimal'}
          autoComplete="off"
          maxLength={60}
          value={line.amount}
          readOnly={locked}
          onChange={(event) => onChange({ ...line, amount: boxes ? digitsOnly(event.target.value) : event.target.value })}
        />
        <span className="step-unit">€</span>
      </span>
      {!locked && onRemove !== null && (
        <button type="button" className="button button-quiet booking-remove" aria-label={m.booking_remove({ line: name })} onClick={onRemove}>
          <X aria-hidden size={20} />
          {m.booking_remove_short()}
        </button>
      )}
      {boxes && (
        <div className="booking-boxes">
          <DigitBoxes digits={line.amount} decimals={2} field={`${id}-amount`} />
        </div>
      )}
    </div>
  );
}
