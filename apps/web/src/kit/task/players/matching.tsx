import { Prose } from '../../prose/prose.js';
import { PartSelect } from './part-select.js';
import { type PlayerProps, solutionOf } from './player.js';

/** A native select beside each line: no dragging. */
export default function Matching({ body, level, value, onChange, locked, marks, labelledBy, fixed }: PlayerProps<'matching'>) {
  const pairs = value?.pairs ?? {};
  const solution = solutionOf(marks, 'matching')?.pairs ?? null;
  const options = body.right.map((one) => ({ id: one.id, text: level === 'plain' ? one.textPlain : one.text }));
  function choose(left: string, right: string) {
    const { [left]: _, ...others } = pairs;
    onChange({ kind: 'matching', pairs: right === '' ? others : { ...others, [left]: right } });
  }
  return (
    <ul className="matching" aria-labelledby={labelledBy}>
      {body.left.map((line) => {
        const verdict = marks?.parts[line.id] ?? null;
        return (
          <PartSelect
            key={line.id}
            options={options}
            chosen={pairs[line.id] ?? ''}
            rightOne={solution === null || verdict === 'right' ? null : (solution[line.id] ?? null)}
            verdict={verdict}
            locked={locked || (fixed?.includes(line.id) ?? false)}
            onChoose={(right) => choose(line.id, right)}
          >
            <Prose inline value={level === 'plain' ? line.textPlain : line.text} />
          </PartSelect>
        );
      })}
    </ul>
  );
}
