import ArrowDown from 'lucide-react/icons/arrow-down';
import ArrowUp from 'lucide-react/icons/arrow-up';
import { useEffect, useId, useRef, useState } from 'react';
import { m } from '../../../paraglide/messages.js';
import { Prose } from '../../prose/prose.js';
import { moveTo, orderNow } from './ordering.js';
import { type BodyOf, type Level, Mark, type PartVerdict, type PlayerProps, solutionOf } from './player.js';

type Item = BodyOf<'order'>['items'][number];

/** No dragging: two buttons and a number field for each line, as the exam asks for numbers. */
export default function Order({ body, level, value, onChange, locked, marks, labelledBy }: PlayerProps<'order'>) {
  const order = orderNow(body, value);
  const [said, setSaid] = useState('');
  const again = useRef<HTMLElement | null>(null);
  const solution = solutionOf(marks, 'order')?.order ?? null;
  useEffect(() => {
    // A line that changes its place in the page loses the focus: give it back.
    again.current?.focus();
    again.current = null;
  });
  function move(from: number, to: number, pressed: HTMLElement | null) {
    const next = moveTo(order, from, to);
    if (next.join() === order.join()) return;
    again.current = pressed;
    setSaid(m.position_of({ number: next.indexOf(order[from] ?? '') + 1, total: order.length }));
    onChange({ kind: 'order', order: next });
  }
  return (
    <div className="stack stack-8">
      <ol className="order" aria-labelledby={labelledBy}>
        {order.map((id, at) => {
          const item = body.items.find((one) => one.id === id);
          if (item === undefined) return null;
          return (
            <OrderLine
              key={id}
              item={item}
              at={at}
              level={level}
              locked={locked}
              verdict={verdictOf(id, at, marks, solution)}
              rightAt={solution === null ? null : solution.indexOf(id) + 1}
              onMove={move}
            />
          );
        })}
      </ol>
      <p role="status" className="unseen">
        {said}
      </p>
    </div>
  );
}

/** Before the solution: which lines stand well among themselves. With it: which stand in their place. */
function verdictOf(id: string, at: number, marks: PlayerProps<'order'>['marks'], solution: readonly string[] | null): PartVerdict | null {
  if (solution !== null) return solution[at] === id ? 'right' : 'wrong';
  return marks?.parts[id] ?? null;
}

interface LineProps {
  item: Item;
  at: number;
  level: Level;
  locked: boolean;
  verdict: PartVerdict | null;
  rightAt: number | null;
  onMove: (from: number, to: number, pressed: HTMLElement | null) => void;
}

function OrderLine({ item, at, level, locked, verdict, rightAt, onMove }: LineProps) {
  const text = level === 'plain' ? item.textPlain : item.text;
  const name = useId();
  const mark = verdict !== null && <Mark verdict={verdict} word={verdict === 'right' || rightAt === null ? undefined : m.belongs_at({ number: rightAt })} />;
  return (
    <li className={verdict === null ? 'part-line order-line' : `part-line order-line choice-${verdict}`}>
      <div id={name} className="part-text">
        <Prose inline value={text} />
      </div>
      {locked ? (
        <div className="order-tools">
          <span className="soft">{m.position_is({ number: at + 1 })}</span>
          {mark}
        </div>
      ) : (
        <div className="order-tools">
          <PositionField key={at} at={at} name={name} onMove={onMove} />
          <MoveButton Icon={ArrowUp} word={m.up()} name={name} onPress={(pressed) => onMove(at, at - 1, pressed)} />
          <MoveButton Icon={ArrowDown} word={m.down()} name={name} onPress={(pressed) => onMove(at, at + 1, pressed)} />
        </div>
      )}
      {!locked && mark}
    </li>
  );
}

/** Named by its word and by the text of the line. */
function MoveButton({ Icon, word, name, onPress }: { Icon: typeof ArrowUp; word: string; name: string; onPress: (pressed: HTMLElement) => void }) {
  const id = useId();
  return (
    <button type="button" id={id} className="button order-button" aria-labelledby={`${id} ${name}`} onClick={(event) => onPress(event.currentTarget)}>
      <Icon aria-hidden size={20} />
      {word}
    </button>
  );
}

/** Typing a number and leaving the field (or Enter) puts the line there. */
function PositionField({ at, name, onMove }: { at: number; name: string; onMove: LineProps['onMove'] }) {
  const label = useId();
  const [text, setText] = useState(String(at + 1));
  function put() {
    const wanted = Number.parseInt(text, 10);
    if (Number.isNaN(wanted)) setText(String(at + 1));
    else onMove(at, wanted - 1, null);
  }
  return (
    <label className="order-position">
      <span id={label}>{m.position()}</span>
      <input
        className="input"
        type="text"
        inputMode="numeric"
        maxLength={2}
        value={text}
        aria-labelledby={`${label} ${name}`}
        onChange={(event) => setText(event.target.value)}
        onBlur={put}
        onKeyDown={(event) => {
          if (event.key === 'Enter') put();
        }}
      />
    </label>
  );
}
