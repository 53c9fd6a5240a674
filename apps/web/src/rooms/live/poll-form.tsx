import { openPoll, POLL_OPTIONS_MOST, type PollQuestion } from '#lotse/contract';
import { useState, type FormEvent } from 'react';
import { Button } from '../../kit/design/button.js';
import { Note } from '../../kit/design/note.js';
import { useUnsaved } from '../../kit/design/unsaved.js';
import { m } from '../../paraglide/messages.js';
import { useMeeting } from '../meeting/meeting-context.js';
import { usePrepared } from './ready-groups.js';

/** A poll is one question and its answers; three quick ones are a tap. */
export function PollForm({ onDone }: { onDone: () => void }) {
  const { act } = useMeeting();
  async function open(wish: PollQuestion) {
    if (await act(openPoll, wish)) onDone();
  }
  const quick = (question: string, options: string[]) => () => void open({ question, options, several: false, named: false });
  return (
    <div className="stack stack-24">
      <Prepared onOpen={(wish) => void open(wish)} />
      <div className="stack stack-8">
        <h3>{m.live_poll_quick()}</h3>
        <div className="row">
          <Button onClick={quick(m.live_poll_understood(), [m.live_yes(), m.live_partly(), m.live_no()])}>{m.live_poll_understood()}</Button>
          <Button onClick={quick(m.live_poll_yes_no(), [m.live_yes(), m.live_no()])}>{m.live_poll_yes_no_short()}</Button>
          <Button onClick={quick(m.live_poll_letters(), ['A', 'B', 'C', 'D'])}>{m.live_poll_letters_short()}</Button>
        </div>
      </div>
      <OwnPoll submit={m.live_poll_open()} onDone={(wish) => void open(wish)} />
    </div>
  );
}

/** Those that were written before the hour: one tap each. */
function Prepared({ onOpen }: { onOpen: (wish: PollQuestion) => void }) {
  const prepared = usePrepared()?.polls ?? [];
  if (prepared.length === 0) return null;
  return (
    <div className="stack stack-8">
      <h3>{m.live_poll_prepared()}</h3>
      {prepared.map((poll, at) => (
        <Button key={at} className="live-choice" onClick={() => onOpen(poll)}>
          {poll.question}
        </Button>
      ))}
    </div>
  );
}

/** One question with its answers, before the hour or in it. */
export function OwnPoll({ submit: word, onDone, onCancel }: { submit: string; onDone: (wish: PollQuestion) => void; onCancel?: () => void }) {
  const [question, setQuestion] = useState('');
  const [options, setOptions] = useState(['', '']);
  const [several, setSeveral] = useState(false);
  const [named, setNamed] = useState(false);
  const [lacks, setLacks] = useState(false);
  useUnsaved({ question, options, several, named });
  const filled = options.map((one) => one.trim()).filter((one) => one !== '');
  function submit(event: FormEvent) {
    event.preventDefault();
    const isReady = question.trim() !== '' && filled.length >= 2 && new Set(filled).size === filled.length;
    setLacks(!isReady);
    if (isReady) onDone({ question: question.trim(), options: filled, several, named });
  }
  const change = (at: number, text: string) => setOptions((old) => old.map((one, i) => (i === at ? text : one)));
  return (
    <form className="stack" onSubmit={submit}>
      <h3>{m.live_poll_own()}</h3>
      <div className="field">
        <label htmlFor="poll-question">{m.live_poll_question()}</label>
        <input id="poll-question" className="input" maxLength={300} value={question} onInput={(event) => setQuestion(event.currentTarget.value)} />
      </div>
      {options.map((option, at) => (
        <div key={at} className="field">
          <label htmlFor={`poll-${at}`}>{m.live_poll_option({ number: at + 1 })}</label>
          <input id={`poll-${at}`} className="input" maxLength={200} value={option} onInput={(event) => change(at, event.currentTarget.value)} />
        </div>
      ))}
      {options.length < POLL_OPTIONS_MOST && (
        <div>
          <Button look="quiet" onClick={() => setOptions([...options, ''])}>
            {m.live_poll_more()}
          </Button>
        </div>
      )}
      <Tick word={m.live_poll_several()} checked={several} onChange={setSeveral} />
      <Tick word={m.live_poll_named()} checked={named} onChange={setNamed} />
      {lacks && (
        <Note look="wrong" role="alert">
          {m.live_poll_lacks()}
        </Note>
      )}
      <div className="row">
        <Button look="main" type="submit">
          {word}
        </Button>
        {onCancel && (
          <Button look="quiet" onClick={onCancel}>
            {m.cancel()}
          </Button>
        )}
      </div>
    </form>
  );
}

function Tick({ word, checked, onChange }: { word: string; checked: boolean; onChange: (checked: boolean) => void }) {
  return (
    <label className="choice">
      <input type="checkbox" checked={checked} onChange={(event) => onChange(event.currentTarget.checked)} />
      <span>{word}</span>
    </label>
  );
}
