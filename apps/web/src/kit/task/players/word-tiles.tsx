import { useState } from 'react';
import { m } from '../../../paraglide/messages.js';

interface Props {
  words: readonly string[];
  /** Where each word stands by now: the number of its gap, null where it stands nowhere. */
  places: readonly (number | null)[];
  onTap: (word: string) => number | null;
}

/** Given words, to be tapped into the gaps; a second tap takes a word out again. Typing stays possible. */
export function WordTiles({ words, places, onTap }: Props) {
  const [said, setSaid] = useState('');
  function tap(word: string) {
    const at = onTap(word);
    setSaid(at === null ? m.word_out({ word }) : m.word_in({ word, number: at }));
  }
  return (
    <div className="stack stack-4">
      <p className="soft small">{m.words_given()}</p>
      <div className="word-bank" role="group" aria-label={m.words_given()} lang="de">
        {words.map((word, i) => (
          <button key={word} type="button" className="button word word-tile" aria-pressed={(places[i] ?? null) !== null} onClick={() => tap(word)}>
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
