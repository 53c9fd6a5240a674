import { useEffect, useRef, type RefObject } from 'react';
import { LONGEST_TEXT } from '#lotse/contract';
import { m } from '../../../paraglide/messages.js';
import './hand.css';

interface Props {
  id: string;
  text: string;
  locked: boolean;
  labelledBy: string;
  /** How many words are good. */
  words?: readonly [number, number] | undefined;
  rows: number;
  field?: RefObject<HTMLTextAreaElement | null>;
  onType: (text: string) => void;
}

/** The field for a text, with the number of its words below. Once it is sent it can only be read. */
export function HandText({ id, text, locked, labelledBy, words, rows, field, onType }: Props) {
  const own = useRef<HTMLTextAreaElement>(null);
  const box = field ?? own;
  useGrowth(box, text);
  const count = countWords(text);
  return (
    <div className="field">
      <label htmlFor={id}>{m.mk_your_text()}</label>
      <textarea
        ref={box}
        id={id}
        className="input hand-text"
        lang="de"
        rows={rows}
        maxLength={LONGEST_TEXT}
        spellCheck={false}
        aria-describedby={`${labelledBy} ${id}-words`}
        value={text}
        readOnly={locked}
        onChange={(event) => onType(event.target.value)}
      />
      <span id={`${id}-words`} className="soft small figures">
        {words === undefined ? m.mk_words({ count }) : m.mk_words_of({ count, least: words[0], most: words[1] })}
      </span>
    </div>
  );
}

/** The field is as high as its text: nobody scrolls in a small window. */
function useGrowth(box: RefObject<HTMLTextAreaElement | null>, text: string): void {
  useEffect(() => {
    const field = box.current;
    field?.style.setProperty('height', 'auto');
    field?.style.setProperty('height', `${field.scrollHeight + 2}px`);
  }, [box, text]);
}

export function countWords(text: string): number {
  return text.split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word)).length;
}

/** An example of what could have been written: shown once the answer is sent. */
export function Model({ text }: { text: string | null }) {
  if (text === null) return null;
  return (
    <details className="fold">
      <summary>{m.mk_model()}</summary>
      <p lang="de" className="written">
        {text}
      </p>
    </details>
  );
}

/** Who judges it, by what, and that it is sent once. */
export function Criteria({ criteria }: { criteria: readonly { title: string }[] }) {
  return (
    <p className="soft small">
      {m.mk_one_try()} {m.mk_criteria({ titles: criteria.map((one) => one.title).join(' · ') })}
    </p>
  );
}
