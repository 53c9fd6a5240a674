import { PartSelect } from './part-select.js';
import { type PlayerProps, solutionOf } from './player.js';
import { roleWord } from './roles.js';

/** The pieces of an exam task in their order; for each its role is chosen. */
export default function TaskReading({ body, level, value, onChange, locked, marks, labelledBy, fixed }: PlayerProps<'task-reading'>) {
  const roles = value?.roles ?? {};
  const solution = solutionOf(marks, 'task-reading')?.roles ?? null;
  const options = body.roles.map((role) => ({ id: role, text: roleWord(role) }));
  function choose(span: string, chosen: string) {
    const { [span]: _, ...others } = roles;
    const role = body.roles.find((one) => one === chosen);
    onChange({ kind: 'task-reading', roles: role === undefined ? others : { ...others, [span]: role } });
  }
  return (
    <ol className="matching" aria-labelledby={labelledBy}>
      {body.spans.map((span, i) => {
        const verdict = marks?.parts[span.id] ?? null;
        return (
          <PartSelect
            key={span.id}
            options={options}
            chosen={roles[span.id] ?? ''}
            rightOne={solution === null || verdict === 'right' ? null : (solution[span.id] ?? null)}
            verdict={verdict}
            locked={locked || (fixed?.includes(span.id) ?? false)}
            onChoose={(role) => choose(span.id, role)}
          >
            <span className="line-number">{i + 1}.</span> <span lang="de">{level === 'plain' ? span.textPlain : span.text}</span>
          </PartSelect>
        );
      })}
    </ol>
  );
}
