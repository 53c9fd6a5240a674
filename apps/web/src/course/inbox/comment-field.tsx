import { isBlank, myPhrases, richOf, savePhrases, type RichText } from '#lotse/contract';
import Plus from 'lucide-react/icons/plus';
import Trash from 'lucide-react/icons/trash-2';
import { useId, useState } from 'react';
import { call } from '../../kit/api/call.js';
import { sayProblem } from '../../kit/api/problem-sentence.js';
import { useLoad } from '../../kit/api/use-load.js';
import { Button } from '../../kit/design/button.js';
import { Note } from '../../kit/design/note.js';
import { RichField } from '../../kit/rich-text/editor.js';
import { m } from '../../paraglide/messages.js';

interface Props {
  value: RichText;
  onChange: (next: RichText) => void;
}

/** The comment, and sentences of one's own that are put into it. */
export default function CommentField({ value, onChange }: Props) {
  // the editor holds what stood there when it was drawn: a sentence that is put in draws it anew
  const [round, setRound] = useState(0);
  function insert(phrase: string) {
    onChange({ type: 'doc', content: [...(isBlank(value) ? [] : value.content), ...richOf(phrase).content] });
    setRound((n) => n + 1);
  }
  return (
    <div className="stack stack-8">
      <RichField key={round} label={m.mk_comment()} hint={m.mk_comment_hint()} value={value} onChange={onChange} />
      <Phrases onUse={insert} />
    </div>
  );
}

function Phrases({ onUse }: { onUse: (phrase: string) => void }) {
  const loaded = useLoad('phrases', (signal) => call(myPhrases, { signal }));
  const [changed, setChanged] = useState<string[] | null>(null);
  const [problem, setProblem] = useState<unknown>(null);
  const phrases = changed ?? loaded.value?.phrases ?? [];
  async function keep(next: string[]) {
    setProblem(null);
    try {
      setChanged((await call(savePhrases, { body: { phrases: next } })).phrases);
      return true;
    } catch (error) {
      setProblem(error);
      return false;
    }
  }
  return (
    <details className="fold">
      <summary>{m.mk_my_phrases()}</summary>
      <div className="stack stack-8">
        {(problem ?? loaded.problem) !== null && (
          <Note look="wrong" role="alert">
            {sayProblem(problem ?? loaded.problem)}
          </Note>
        )}
        {phrases.length === 0 && <p className="soft">{m.mk_phrase_none()}</p>}
        <ul>
          {phrases.map((phrase, i) => (
            <li key={`${i} ${phrase}`} className="phrase-line">
              <span lang="de">{phrase}</span>
              <span className="row">
                <Button onClick={() => onUse(phrase)}>
                  <Plus aria-hidden size={18} />
                  {m.mk_phrase_use()}
                </Button>
                <Button look="quiet" aria-label={`${m.mk_phrase_drop()}: ${phrase}`} onClick={() => void keep(phrases.filter((_, at) => at !== i))}>
                  <Trash aria-hidden size={18} />
                  {m.mk_phrase_drop()}
                </Button>
              </span>
            </li>
          ))}
        </ul>
        {loaded.value !== null && <NewPhrase onKeep={(phrase) => keep([...phrases, phrase])} />}
      </div>
    </details>
  );
}

function NewPhrase({ onKeep }: { onKeep: (phrase: string) => Promise<boolean> }) {
  const id = useId();
  const [text, setText] = useState('');
  async function add() {
    if (text.trim() !== '' && (await onKeep(text.trim()))) setText('');
  }
  return (
    <div className="field">
      <label htmlFor={id}>{m.mk_phrase_add()}</label>
      <div className="row">
        <input
          id={id}
          className="input"
          lang="de"
          maxLength={300}
          value={text}
          onChange={(event) => setText(event.target.value)}
          onKeyDown={(event) => {
            if (event.key !== 'Enter' || event.ctrlKey || event.metaKey) return;
            event.preventDefault();
            void add();
          }}
        />
        <Button onClick={() => void add()}>{m.mk_phrase_keep()}</Button>
      </div>
    </div>
  );
}
