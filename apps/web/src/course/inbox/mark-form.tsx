import { useEffect, useRef, type FormEvent } from 'react';
import { Button } from '../../kit/design/button.js';
import { formatMoment } from '../../kit/design/format.js';
import { Note } from '../../kit/design/note.js';
import '../../kit/words/more-problems.js';
import { sayProblem } from '../../kit/api/problem-sentence.js';
import type { Problem } from '../../kit/api/problem.js';
import { useLocale } from '../../kit/session/locale.js';
import { later } from '../../kit/state/later.js';
import { m } from '../../paraglide/messages.js';
import { CriterionField } from './criterion-field.js';
import { useMark, useMarkKeys } from './use-mark.js';
import type { OneAnswer } from './wish.js';

const CommentField = later(() => import('./comment-field.js'), <div className="player-space" />);

interface Props {
  one: OneAnswer;
  onNext: (next: OneAnswer['next'], said: string) => void;
  onReload: () => void;
}

/** Points by criterion, what stands in the text, a comment; below it one button that saves and goes on. */
export function MarkForm({ one, onNext, onReload }: Props) {
  const mark = useMark(one, onNext, onReload);
  const { draft, change, busy, problem, missing } = mark;
  const save = () => void mark.save();
  const form = useRef<HTMLFormElement>(null);
  // to the first that has no points: it may be out of sight
  useEffect(() => {
    if (missing) form.current?.querySelector<HTMLElement>('[aria-invalid] input')?.focus();
  }, [missing]);
  useMarkKeys({ criteria: one.criteria, change, save });
  function submit(event: FormEvent) {
    event.preventDefault();
    save();
  }
  const toggle = (id: string) => change(({ ticked }) => ({ ticked: ticked.includes(id) ? ticked.filter((other) => other !== id) : [...ticked, id] }));
  return (
    <form ref={form} className="stack" onSubmit={submit} aria-label={m.mk_marking()}>
      {one.marks.length > 0 && problem?.code !== 'mark.other' && <Note>{m.mk_again()}</Note>}
      {one.criteria.map((criterion) => (
        <CriterionField
          key={criterion.id}
          criterion={criterion}
          points={draft.points[criterion.id]}
          missing={missing && draft.points[criterion.id] === undefined}
          onGive={(level) => change(({ points }) => ({ points: { ...points, [criterion.id]: level } }))}
        />
      ))}
      <fieldset className="criterion">
        <legend className="field-label">{m.mk_points_in()}</legend>
        <div className="criterion-levels" lang="de">
          {one.points.map(({ id, text }) => (
            <label key={id} className="choice">
              <input type="checkbox" checked={draft.ticked.includes(id)} onChange={() => toggle(id)} />
              <span>{text}</span>
            </label>
          ))}
        </div>
      </fieldset>
      <CommentField value={draft.comment} onChange={(comment) => change({ comment })} />
      <div className="marking-actions">
        <div role="alert">
          {missing && <p className="badge-wrong">{m.mk_missing_points()}</p>}
          {problem !== null && <Refusal problem={problem} />}
        </div>
        <div className="row">
          <Button look="main" type="submit" aria-disabled={busy || undefined}>
            {problem?.code === 'mark.other' ? m.mk_other_save() : m.mk_save_next()}
          </Button>
          {one.next !== null && <Button onClick={() => onNext(one.next, '')}>{m.mk_skip()}</Button>}
        </div>
        <p className="soft small marking-keys">{m.mk_keys()}</p>
      </div>
      <History one={one} />
    </form>
  );
}

function Refusal({ problem }: { problem: Problem }) {
  if (problem.code === 'mark.other') return <Note look="amber">{m.mk_other({ by: String(problem.details['by'] ?? '') || m.mk_someone() })}</Note>;
  return <Note look="wrong">{sayProblem(problem)}</Note>;
}

function History({ one }: { one: OneAnswer }) {
  const locale = useLocale();
  if (one.marks.length === 0) return null;
  return (
    <details className="fold">
      <summary>{m.mk_history()}</summary>
      <ol className="response-list">
        {one.marks.map((mark) => (
          <li key={mark.markId}>
            {m.mk_history_line({ at: formatMoment(mark.at, locale), author: mark.author || m.mk_someone(), percent: Math.round(mark.score * 100) })}
          </li>
        ))}
      </ol>
    </details>
  );
}
