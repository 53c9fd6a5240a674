import { PASSWORD_MOST } from '#lotse/contract';
import { useId, useState, type FormEvent, type InputHTMLAttributes, type ReactNode } from 'react';
import { Button } from '../design/button.js';
import { Note } from '../design/note.js';
import { takeFocus } from '../design/take-focus.js';
import { Link } from '../address/nav.js';
import { m } from '../../paraglide/messages.js';
import { sayProblem } from '../api/problem-sentence.js';
import '../words/more-problems.js';

interface FieldProps extends Omit<InputHTMLAttributes<HTMLInputElement>, 'onChange' | 'value'> {
  label: string;
  hint?: string;
  value: string;
  /** What the server found wrong with it; empty where nothing is. */
  problem?: string;
  onChange: (value: string) => void;
}

export function Field({ id: given, label, hint, value, problem = '', onChange, ...rest }: FieldProps) {
  const made = useId();
  const id = given ?? made;
  const described = [...(hint === undefined ? [] : [`${id}-hint`]), ...(problem === '' ? [] : [`${id}-problem`])].join(' ');
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      {hint !== undefined && (
        <span id={`${id}-hint`} className="soft small">
          {hint}
        </span>
      )}
      <input
        className="input"
        {...rest}
        ref={rest.autoFocus === true ? takeFocus : undefined}
        id={id}
        value={value}
        aria-invalid={problem === '' ? undefined : true}
        aria-describedby={described === '' ? undefined : described}
        onChange={(event) => onChange(event.target.value)}
      />
      {problem !== '' && (
        <span id={`${id}-problem`} className="small badge-wrong">
          {problem}
        </span>
      )}
    </div>
  );
}

/** A password that can be looked at while it is typed. Pasting is allowed, as everywhere. */
export function PasswordField(props: Omit<FieldProps, 'type'>) {
  const [shown, setShown] = useState(false);
  return (
    <div className="stack stack-4">
      <Field autoCapitalize="none" spellCheck={false} maxLength={PASSWORD_MOST} required {...props} type={shown ? 'text' : 'password'} />
      <label className="show-password small">
        <input type="checkbox" checked={shown} onChange={(event) => setShown(event.target.checked)} />
        {m.acc_show_password()}
      </label>
    </div>
  );
}

export function CodeField({ label, hint, value, onChange, autoFocus }: FieldProps) {
  return (
    <Field
      label={label}
      {...(hint === undefined ? {} : { hint })}
      value={value}
      onChange={onChange}
      autoFocus={autoFocus}
      required
      autoComplete="one-time-code"
      autoCapitalize="none"
      spellCheck={false}
      maxLength={40}
    />
  );
}

interface ChoiceFieldProps<T extends string> {
  /** For what is gone to from elsewhere. */
  id?: string;
  legend: string;
  value: T;
  options: readonly (readonly [T, string])[];
  onChange: (value: T) => void;
  /** The empty choice does not count as one. */
  required?: boolean;
}

export function ChoiceField<T extends string>({ id: given, legend, value, options, onChange, required = false }: ChoiceFieldProps<T>) {
  const made = useId();
  const id = given ?? made;
  return (
    <div className="field">
      <label htmlFor={id}>{legend}</label>
      <select id={id} className="input" required={required} value={value} onChange={(event) => onChange(event.target.value as T)}>
        {options.map(([option, word]) => (
          <option key={option} value={option}>
            {word}
          </option>
        ))}
      </select>
    </div>
  );
}

/** Something that is sent, at most once at a time. The refusal stays until the next try. */
export function useSend(): { busy: boolean; problem: unknown; send: (act: () => Promise<void>) => void } {
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<unknown>(null);
  function send(act: () => Promise<void>): void {
    if (busy) return;
    setBusy(true);
    setProblem(null);
    act()
      .catch((error: unknown) => setProblem(error))
      .finally(() => setBusy(false));
  }
  return { busy, problem, send };
}

interface FormProps {
  submit: string;
  onSubmit: () => Promise<void>;
  children: ReactNode;
  /** Other ways on, beside the main button. */
  more?: ReactNode;
  /** `plain` where a page has several forms and none is its main action. */
  look?: 'main' | 'plain';
}

/** A form with one main button; what the server refuses stands above it in one sentence. */
export function Form({ submit, onSubmit, children, more, look = 'main' }: FormProps) {
  const { busy, problem, send } = useSend();
  function go(event: FormEvent) {
    event.preventDefault();
    send(onSubmit);
  }
  return (
    <form className="stack" onSubmit={go}>
      {children}
      {problem !== null && <Refused problem={problem} />}
      <div className="row">
        <Button look={look} type="submit" aria-disabled={busy}>
          {busy ? m.acc_busy() : submit}
        </Button>
        {more}
      </div>
    </form>
  );
}

export function Refused({ problem }: { problem: unknown }) {
  return (
    <Note look="wrong" role="alert">
      {sayProblem(problem)}
    </Note>
  );
}

/** A link that leads nowhere any more, and the way that is left. */
export function Dead({ problem }: { problem: unknown }) {
  return (
    <div className="stack">
      <Refused problem={problem} />
      <div>
        <Link className="link-row" href="/a">
          {m.acc_to_sign_in()}
        </Link>
      </div>
    </div>
  );
}
