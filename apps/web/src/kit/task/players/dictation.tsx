import { useId } from 'react';
import { m } from '../../../paraglide/messages.js';
import { later } from '../../state/later.js';
import { AudioPlayer } from '../audio-player.js';
import { type BodyOf, Mark, type PartVerdict, type PlayerProps, solutionOf } from './player.js';

const WordDiff = later(() => import('./word-diff.js'));
type Sentence = BodyOf<'dictation'>['sentences'][number];

/** Sentence by sentence: listen, write. Once it may be known, each word stands beside the right one. */
export default function Dictation({ body, value, onChange, locked, marks, labelledBy, fixed }: PlayerProps<'dictation'>) {
  const sentences = value?.sentences ?? {};
  const solution = solutionOf(marks, 'dictation')?.sentences ?? null;
  return (
    <ol className="dictation" aria-labelledby={labelledBy}>
      {body.sentences.map((sentence, i) => (
        <DictationLine
          key={sentence.id}
          sentence={sentence}
          number={i + 1}
          text={sentences[sentence.id] ?? ''}
          right={solution?.[sentence.id] ?? null}
          verdict={marks?.parts[sentence.id] ?? null}
          locked={locked || (fixed?.includes(sentence.id) ?? false)}
          onType={(text) => onChange({ kind: 'dictation', sentences: { ...sentences, [sentence.id]: text } })}
        />
      ))}
    </ol>
  );
}

interface LineProps {
  sentence: Sentence;
  number: number;
  text: string;
  right: string | null;
  verdict: PartVerdict | null;
  locked: boolean;
  onType: (text: string) => void;
}

function DictationLine({ sentence, number, text, right, verdict, locked, onType }: LineProps) {
  const id = useId();
  return (
    <li className={verdict === null ? 'part-line' : `part-line choice-${verdict}`}>
      <AudioPlayer audio={sentence.audio} name={m.dictation_sentence({ number })} />
      <label htmlFor={id}>{m.dictation_write({ number })}</label>
      <textarea
        id={id}
        className="input dictation-text"
        rows={2}
        lang="de"
        autoCapitalize="off"
        autoComplete="off"
        autoCorrect="off"
        spellCheck={false}
        maxLength={600}
        value={text}
        readOnly={locked}
        onChange={(event) => onType(event.target.value)}
      />
      {verdict !== null && <Mark verdict={verdict} />}
      {right !== null && verdict !== 'right' && <WordDiff typed={text} wanted={right} />}
    </li>
  );
}
