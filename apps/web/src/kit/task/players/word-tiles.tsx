import { useState, type RefObject } from 'react';
import { m } from '../../../paraglide/messages.js';
import type { ProseValue } from '../../prose/prose.js';
import { fitted, gapFor, gapWith } from './given-words.js';
import type { BodyOf } from './player.js';

interface Props {
  body: BodyOf<'cloze'>;
  text: ProseValue;
  filled: Readonly<Record<string, string>>;
  /** The gap that was written in last. */
  lastRef: RefObject<string | null>;
  onFill: (gap: string, word: string) => void;
}

/** Given words, to be tapped into the next gap; a second tap takes a word out again. Typing stays possible. */
export default function WordTiles({ body, text, filled, lastRef, onFill }: Props) {
  const [said, setSaid] = useState('');
  const typed = body.gaps.flatMap((gap) => (gap.input === 'typed' ? [gap.id] : []));
  function tap(word: string) {
    const holder = gapWith(typed, filled, word);
    const gap = holder ?? gapFor(typed, filled, lastRef.current);
    if (gap === undefined) return;
    lastRef.current = holder ?? null;
    onFill(gap, holder === undefined ? fitted(word, text, gap) : '');
    setSaid(holder === undefined ? m.word_in({ word, number: body.gaps.findIndex((one) => one.id === gap) + 1 }) : m.word_out({ word }));
  }
  return (
    <div className="stack stack-4">
      <p className="soft small">{m.words_given()}</p>
      <div className="word-bank" role="group" aria-label={m.words_given()} lang="de">
        {(body.words ?? []).map((word) => (
          <button
            key={word}
            type="button"
            className="button word word-tile"
            aria-pressed={gapWith(typed, filled, word) !== undefined}
            onClick={() => tap(word)}
          >
            {word}
          </button>
        ))}
      </div>
      <p role="status" className="unseen">
        {said}
      </p>
    </div>
  );
}
