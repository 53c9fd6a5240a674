import Plus from 'lucide-react/icons/plus';
import type { GoalStatus } from '#lotse/contract';
import { useEffect, useRef } from 'react';
import { ChoiceField, Field } from '../../kit/form/form.js';
import { Button } from '../../kit/design/button.js';
import { m } from '../../paraglide/messages.js';
import { labels, REACHED, options } from '../../kit/report/words.js';

interface Props {
  goals: readonly GoalStatus[];
  onChange: (goals: GoalStatus[]) => void;
}
const MOST = 20;

/** Goals with their state and what comes next. */
export function GoalFields({ goals, onChange }: Props) {
  const list = useRef<HTMLOListElement>(null);
  const added = useRef(false);
  useEffect(() => {
    if (!added.current) return;
    added.current = false;
    list.current?.querySelector<HTMLInputElement>('li:last-child input')?.focus();
  }, [goals.length]);
  function change(at: number, part: Partial<GoalStatus>) {
    onChange(goals.map((goal, i) => (i === at ? { ...goal, ...part } : goal)));
  }
  function add() {
    added.current = true;
    onChange([...goals, { goal: '', reached: 'open', nextStep: '' }]);
  }
  return (
    <fieldset className="stack">
      <legend className="form-legend">{labels().section.goals}</legend>
      {goals.length === 0 && <p className="soft">{m.rep_goals_empty()}</p>}
      <ol ref={list} className="stack" hidden={goals.length === 0}>
        {goals.map((goal, i) => (
          <li key={i} className="goal-field">
            <Field label={m.rep_goal_number({ number: i + 1 })} required maxLength={300} value={goal.goal} onChange={(words) => change(i, { goal: words })} />
            <ChoiceField legend={labels().goal.reached} value={goal.reached} options={options(REACHED)} onChange={(reached) => change(i, { reached })} />
            <Field label={labels().goal.nextStep} maxLength={300} value={goal.nextStep} onChange={(nextStep) => change(i, { nextStep })} />
            <div>
              <Button look="quiet" onClick={() => onChange(goals.filter((_, other) => other !== i))}>
                {m.rep_goal_remove({ number: i + 1 })}
              </Button>
            </div>
          </li>
        ))}
      </ol>
      {goals.length < MOST && (
        <div>
          <Button onClick={add}>
            <Plus aria-hidden size={18} />
            {m.rep_goal_add()}
          </Button>
        </div>
      )}
    </fieldset>
  );
}
