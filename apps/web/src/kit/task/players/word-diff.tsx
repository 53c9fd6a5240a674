import { alignWords } from '#lotse/marking';
import { m } from '../../../paraglide/messages.js';

/** What was written and what was said, word by word: struck out and underlined, with words for whoever does not see that. */
export default function WordDiff({ typed, wanted }: { typed: string; wanted: string }) {
  return (
    <div className="stack stack-4">
      <p className="word-diff" lang="de">
        {alignWords(typed, wanted).map((word, at) => {
          const isRight = word.is === 'same' || word.is === 'umlaut';
          return (
            <span key={at}>
              {at > 0 && ' '}
              {!isRight && word.typed !== '' && (
                <del>
                  <span className="unseen">{m.diff_wrong()} </span>
                  {word.typed}
                </del>
              )}
              {!isRight && word.typed !== '' && word.wanted !== '' && ' '}
              {word.wanted !== '' &&
                (isRight ? (
                  word.wanted
                ) : (
                  <ins>
                    <span className="unseen">{m.diff_right()} </span>
                    {word.wanted}
                  </ins>
                ))}
            </span>
          );
        })}
      </p>
      <p className="soft small">{m.diff_key()}</p>
    </div>
  );
}
