import Undo from 'lucide-react/icons/undo-2';
import { useEffect, useRef } from 'react';
import { m } from '../../../paraglide/messages.js';
import { Mark, type PlayerProps, solutionOf } from './player.js';

const upper = (text: string): string => text.charAt(0).toLocaleUpperCase('de') + text.slice(1);

/** Words are tapped into the sentence one after the other; a tap on a word of the sentence takes it out again. */
export default function WordOrder({ body, value, onChange, locked, marks, labelledBy }: PlayerProps<'word-order'>) {
  const placed = value?.words ?? [];
  const solution = solutionOf(marks, 'word-order')?.words ?? null;
  const isRight = marks !== null && placed.length === body.length && placed.every((id) => marks.parts[id] === 'right');
  const textOf = (id: string): string => body.words.find((word) => word.id === id)?.text ?? '';
  const sentence = (ids: readonly string[]): string => upper(ids.map(textOf).join(' ')) + (ids.length > 0 ? body.end : '');
  const box = useRef<HTMLDivElement>(null);
  const pressed = useRef(false);
  useEffect(() => {
    // the button that was pressed has moved: the next word of the bank takes the focus, else the sentence
    if (pressed.current) (box.current?.querySelector<HTMLElement>('.word-bank button') ?? box.current?.querySelector<HTMLElement>('button'))?.focus();
    pressed.current = false;
  });
  function put(words: string[]) {
    pressed.current = true;
    onChange({ kind: 'word-order', words });
  }
  return (
    <div ref={box} className="stack stack-8" role="group" aria-labelledby={labelledBy}>
      <ol className="word-line" aria-label={m.sentence()} lang="de">
        {placed.map((id, at) => {
          const verdict = marks?.given?.kind === 'word-order' && marks.given.words.join() === placed.join() ? marks.parts[id] : undefined;
          return (
            <li key={id}>
              <button
                type="button"
                className={verdict === undefined ? 'button word' : `button word gap-${verdict}`}
                aria-disabled={locked}
                onClick={() => !locked && put(placed.filter((one) => one !== id))}
              >
                {at === 0 ? upper(textOf(id)) : textOf(id)}
                {verdict !== undefined && <Mark verdict={verdict} short />}
              </button>
            </li>
          );
        })}
        {placed.length === 0 && <li className="soft">{m.sentence_empty()}</li>}
      </ol>
      {!locked && <Bank words={body.words.filter((word) => !placed.includes(word.id))} placed={placed} onPut={put} />}
      <p role="status" className="unseen" lang="de">
        {sentence(placed)}
      </p>
      {solution !== null && !isRight && (
        <p lang="de">
          <Mark verdict="right" word={m.solution_is()} /> <strong>{sentence(solution)}</strong>
        </p>
      )}
    </div>
  );
}

/** The words that are left, and the way back. */
function Bank({ words, placed, onPut }: { words: readonly { id: string; text: string }[]; placed: readonly string[]; onPut: (words: string[]) => void }) {
  return (
    <>
      <div className="word-bank" role="group" aria-label={m.words_left()} lang="de">
        {words.map((word) => (
          <button key={word.id} type="button" className="button word" onClick={() => onPut([...placed, word.id])}>
            {word.text}
          </button>
        ))}
      </div>
      {placed.length > 0 && (
        <div>
          <button type="button" className="button button-quiet" onClick={() => onPut(placed.slice(0, -1))}>
            <Undo aria-hidden size={20} />
            {m.word_undo()}
          </button>
        </div>
      )}
    </>
  );
}
