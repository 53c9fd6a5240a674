import type { FormEvent, ReactNode } from 'react';
import { useId, useState } from 'react';
import { useSend } from '../form/form.js';
import { Button } from '../design/button.js';
import { m } from '../../paraglide/messages.js';
import { ReportRefused } from './refused.js';

interface FormProps {
  submit: string;
  onSubmit: () => Promise<void>;
  children: ReactNode;
  look?: 'main' | 'plain';
}

/** A form with one button; what the server refuses stands above it in the words of reports. */
export function ReportForm({ submit, onSubmit, children, look = 'main' }: FormProps) {
  const { busy, problem, send } = useSend();
  function go(event: FormEvent) {
    event.preventDefault();
    send(onSubmit);
  }
  return (
    <form className="stack" onSubmit={go}>
      {children}
      {problem !== null && <ReportRefused problem={problem} />}
      <div>
        <Button look={look} type="submit" aria-disabled={busy}>
          {busy ? m.acc_busy() : submit}
        </Button>
      </div>
    </form>
  );
}

interface TextAreaProps {
  label: string;
  hint?: string;
  value: string;
  onChange: (value: string) => void;
  rows?: number;
  required?: boolean;
}

export function TextArea({ label, hint, value, onChange, rows = 4, required = false }: TextAreaProps) {
  const id = useId();
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      {hint !== undefined && (
        <span id={`${id}-hint`} className="soft small">
          {hint}
        </span>
      )}
      <textarea
        id={id}
        className="input"
        rows={rows}
        required={required}
        maxLength={4_000}
        value={value}
        aria-describedby={hint === undefined ? undefined : `${id}-hint`}
        onChange={(event) => onChange(event.target.value)}
      />
    </div>
  );
}

interface SureProps {
  word: string;
  sure: string;
  text: string;
  act: () => Promise<unknown>;
  onDone: () => void;
}

/** A step that others notice: it is asked for once more, with what it means. */
export function Sure({ word, sure, text, act, onDone }: SureProps) {
  const [asked, setAsked] = useState(false);
  const { busy, problem, send } = useSend();
  if (!asked) {
    return (
      <div>
        <Button onClick={() => setAsked(true)}>{word}</Button>
      </div>
    );
  }
  return (
    <div className="stack stack-8">
      <p>{text}</p>
      {problem !== null && <ReportRefused problem={problem} />}
      <div className="row">
        <Button look="main" aria-disabled={busy} onClick={() => send(() => act().then(onDone))}>
          {sure}
        </Button>
        <Button look="quiet" onClick={() => setAsked(false)}>
          {m.acc_cancel()}
        </Button>
      </div>
    </div>
  );
}
