import RotateCcw from 'lucide-react/icons/rotate-ccw';
import Undo from 'lucide-react/icons/undo-2';
import { useEffect, useRef } from 'react';
import { m } from '../../../paraglide/messages.js';
import { talkAlong, type TalkNode } from './talk.js';
import { type BodyOf, type Level, Mark, type PlayerProps, givenOf, solutionOf } from './player.js';
import '../audio-player.css';

/** A talk as a list: what the other says, what I say; each choice leads on at once and can be taken back. */
export default function Dialogue({ body, level, value, onChange, locked, marks, labelledBy }: PlayerProps<'dialogue'>) {
  const path = value?.path ?? [];
  const { steps, node } = talkAlong(body, path);
  const given = givenOf(marks, 'dialogue');
  const solution = solutionOf(marks, 'dialogue');
  const isMarked = given !== null && given.path.join() === path.join();
  const partner = body.partner ?? m.talk_partner();
  const box = useRef<HTMLDivElement>(null);
  const pressed = useRef(false);
  useEffect(() => {
    // the button that was pressed is gone: what can be said next takes the focus
    if (pressed.current) box.current?.querySelector<HTMLElement>('.talk-choices button, .talk-tools button')?.focus();
    pressed.current = false;
  });
  function say(next: string[]) {
    pressed.current = true;
    onChange({ kind: 'dialogue', path: next });
  }
  const saysOf = (one: TalkNode): string => (level === 'plain' ? one.saysPlain : one.says);
  const textOf = (one: { text: string; textPlain: string }): string => (level === 'plain' ? one.textPlain : one.text);
  return (
    <div ref={box} className="stack stack-16" role="group" aria-labelledby={labelledBy}>
      <div role="log" className="stack stack-8">
        <ol className="talk" lang="de">
          {steps.flatMap(({ node: said, choice }) => [
            <Line key={said.id} who={partner} text={saysOf(said)} />,
            <li key={`${said.id}-me`} className="talk-mine">
              <span className="talk-who">{m.talk_me()}</span>
              <span>{textOf(choice)}</span>
              {isMarked && marks?.parts[said.id] !== undefined && <Mark verdict={marks.parts[said.id] ?? 'wrong'} />}
            </li>,
          ])}
          {node !== null && <Line who={partner} text={saysOf(node)} />}
        </ol>
        {node === null && <p className="soft">{m.talk_over()}</p>}
      </div>
      {node !== null && !locked && (
        <div className="talk-choices" role="group" aria-label={m.talk_choose()} lang="de">
          <p className="soft small" lang={document.documentElement.lang}>
            {m.talk_choose()}
          </p>
          {node.choices.map((choice) => (
            <button key={choice.id} type="button" className="button" onClick={() => say([...path, choice.id])}>
              {textOf(choice)}
            </button>
          ))}
        </div>
      )}
      {path.length > 0 && !locked && <Tools onBack={() => say(path.slice(0, -1))} onRestart={() => say([])} />}
      {solution !== null && solution.path.join() !== path.join() && <GoodWay body={body} path={solution.path} level={level} />}
    </div>
  );
}

/** One way that is good, line by line. */
function GoodWay({ body, path, level }: { body: BodyOf<'dialogue'>; path: readonly string[]; level: Level }) {
  const steps = talkAlong(body, path).steps;
  return (
    <div className="stack stack-8">
      <Mark verdict="right" word={m.talk_solution()} />
      <ul className="response-list" lang="de">
        {steps.map(({ node, choice }) => (
          <li key={node.id}>
            {level === 'plain' ? node.saysPlain : node.says} – <strong>{level === 'plain' ? choice.textPlain : choice.text}</strong>
          </li>
        ))}
      </ul>
    </div>
  );
}

function Line({ who, text }: { who: string; text: string }) {
  return (
    <li>
      <span className="talk-who">{who}</span>
      <span>{text}</span>
    </li>
  );
}

function Tools({ onBack, onRestart }: { onBack: () => void; onRestart: () => void }) {
  return (
    <div className="talk-tools audio-tools">
      <button type="button" className="button button-quiet" onClick={onBack}>
        <Undo aria-hidden size={20} />
        {m.talk_back()}
      </button>
      <button type="button" className="button button-quiet" onClick={onRestart}>
        <RotateCcw aria-hidden size={20} />
        {m.talk_restart()}
      </button>
    </div>
  );
}
