import type { WordHint } from '#lotse/contract';
import CircleCheck from 'lucide-react/icons/circle-check';
import TriangleAlert from 'lucide-react/icons/triangle-alert';
import { Field } from '../../kit/form/form.js';
import { m } from '../../paraglide/messages.js';

interface Props {
  hints: readonly WordHint[];
  reasons: Readonly<Record<string, string>>;
  onReason: (key: string, reason: string) => void;
}

const ABOUT: Record<WordHint['about'], () => string> = {
  'no-sgb2-16a': m.rep_about_sgb2,
  'no-stgb-203': m.rep_about_stgb,
  'no-medical': m.rep_about_medical,
  'no-third-persons': m.rep_about_third,
  'only-needed': m.rep_about_needed,
};

/** Words to look at, one by one: the sentence is changed, or a reason says why the word may stay. */
export function Hints({ hints, reasons, onReason }: Props) {
  const isDecided = (hint: WordHint) => hint.keptBecause !== null || (reasons[hint.key] ?? '').trim().length > 2;
  const open = hints.filter((hint) => !isDecided(hint)).length;
  if (hints.length === 0) return <p className="soft">{m.rep_hints_none()}</p>;
  return (
    <fieldset className="stack">
      <legend className="form-legend">{m.rep_hints()}</legend>
      <p role="status" className={open > 0 ? 'badge badge-amber' : 'badge badge-good'}>
        {open > 0 ? <TriangleAlert aria-hidden size={18} /> : <CircleCheck aria-hidden size={18} />}
        {open > 0 ? m.rep_hints_open({ open, all: hints.length }) : m.rep_hints_decided()}
      </p>
      <ol className="stack">
        {hints.map((hint) => (
          <li key={hint.key} className={isDecided(hint) ? 'word-hint' : 'word-hint word-hint-open'}>
            <p>
              <strong lang="de">„{hint.word}“</strong> {ABOUT[hint.about]()}
            </p>
            <p className="soft" lang="de">
              … {hint.around} …
            </p>
            {hint.keptBecause === null ? (
              <Field
                label={m.rep_hint_reason({ word: hint.word })}
                hint={m.rep_hint_text()}
                maxLength={300}
                value={reasons[hint.key] ?? ''}
                onChange={(reason) => onReason(hint.key, reason)}
              />
            ) : (
              <p className="small">{m.rep_hint_kept({ reason: hint.keptBecause })}</p>
            )}
          </li>
        ))}
      </ol>
    </fieldset>
  );
}
