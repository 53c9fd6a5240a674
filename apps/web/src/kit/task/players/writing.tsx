import Check from 'lucide-react/icons/check';
import Plus from 'lucide-react/icons/plus';
import { useContext, useId, useRef, type RefObject } from 'react';
import { m } from '../../../paraglide/messages.js';
import { ExamMode } from './exam-mode.js';
import { Criteria, HandText, Model } from './hand-text.js';
import { letterHints } from './letter-hints.js';
import { type BodyOf, type Level, type PlayerProps, solutionOf } from './player.js';

const FORM = { mail: m.mk_form_mail, note: m.mk_form_note, report: m.mk_form_report, letter: m.mk_form_letter };

/** A mail, a note, a report, a letter that somebody reads: with the points that belong into it, to be ticked by oneself. */
export default function Writing({ body, level, value, onChange, locked, marks, labelledBy }: PlayerProps<'writing'>) {
  const id = useId();
  const helps = useContext(ExamMode) === null && !locked;
  const field = useRef<HTMLTextAreaElement>(null);
  const { text = '', ticked = [] } = value ?? {};
  const put = (change: { text?: string; ticked?: string[] }) => onChange({ kind: 'writing', text, ticked, ...change });
  return (
    <div className="stack">
      <p className="hand-form">{FORM[body.form]()}</p>
      <Points body={body} level={level} ticked={ticked} locked={locked} onTick={(next) => put({ ticked: next })} />
      {helps && body.phrases.length > 0 && <Phrases phrases={body.phrases} field={field} text={text} onPut={(next) => put({ text: next })} />}
      <div className="stack stack-8">
        <HandText
          id={id}
          text={text}
          locked={locked}
          labelledBy={labelledBy}
          words={body.words}
          rows={8}
          field={field}
          onType={(next) => put({ text: next })}
        />
        {helps && (body.form === 'mail' || body.form === 'letter') && <LetterHints text={text} />}
        {!locked && <Criteria criteria={body.criteria} />}
      </div>
      <Model text={solutionOf(marks, 'writing')?.text ?? null} />
    </div>
  );
}

interface PointsProps {
  body: BodyOf<'writing'>;
  level: Level;
  ticked: readonly string[];
  locked: boolean;
  onTick: (ticked: string[]) => void;
}

function Points({ body, level, ticked, locked, onTick }: PointsProps) {
  const name = useId();
  return (
    <fieldset className="options" aria-describedby={name}>
      <legend className="field-label">{m.mk_belongs()}</legend>
      {!locked && (
        <p id={name} className="soft small">
          {m.mk_belongs_hint()}
        </p>
      )}
      {body.points.map((point) => (
        <label key={point.id} className="choice hand-point" lang="de">
          <input
            type="checkbox"
            checked={ticked.includes(point.id)}
            disabled={locked}
            onChange={() => onTick(ticked.includes(point.id) ? ticked.filter((one) => one !== point.id) : [...ticked, point.id])}
          />
          <span>{level === 'plain' ? point.textPlain : point.text}</span>
        </label>
      ))}
    </fieldset>
  );
}

interface PhrasesProps {
  phrases: readonly string[];
  field: RefObject<HTMLTextAreaElement | null>;
  text: string;
  onPut: (text: string) => void;
}

/** A sentence is put where the cursor stands, else at the end. */
function Phrases({ phrases, field, text, onPut }: PhrasesProps) {
  function insert(phrase: string) {
    const at = field.current?.selectionStart ?? text.length;
    const [before, after] = [text.slice(0, at), text.slice(at)];
    const gap = before === '' || /\s$/.test(before) ? '' : ' ';
    onPut(before + gap + phrase + after);
    const end = (before + gap + phrase).length;
    window.setTimeout(() => {
      field.current?.focus();
      field.current?.setSelectionRange(end, end);
    }, 0);
  }
  return (
    <details className="fold">
      <summary>{m.mk_phrases()}</summary>
      <ul className="hand-phrases" lang="de">
        {phrases.map((phrase) => (
          <li key={phrase}>
            <button type="button" className="button" onClick={() => insert(phrase)}>
              <Plus aria-hidden size={18} />
              {phrase}
            </button>
          </li>
        ))}
      </ul>
    </details>
  );
}

function LetterHints({ text }: { text: string }) {
  const { greeting, closing } = letterHints(text);
  if (text.trim() === '') return null;
  const lines = [
    { yes: greeting, say: greeting ? m.mk_greeting_yes() : m.mk_greeting_no() },
    { yes: closing, say: closing ? m.mk_closing_yes() : m.mk_closing_no() },
  ];
  return (
    <ul className="soft small hand-hints">
      {lines.map(({ yes, say }, i) => (
        <li key={i}>
          {yes && <Check aria-hidden size={16} />}
          {say}
        </li>
      ))}
    </ul>
  );
}
