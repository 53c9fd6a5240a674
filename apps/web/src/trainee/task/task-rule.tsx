import { m } from '../../paraglide/messages.js';
import { ruleAt, type Rule } from './rule-at.js';
import type { RunView } from './run-state.js';

const WORD: Record<Rule, (then: { count: number }) => string> = {
  repeat: m.repeat_rule,
  entry: m.rule_entry,
  example: m.rule_example,
  points: m.first_try_counts,
  'points-from-here': m.rule_points_from_here,
};

/** Before a task: whether there are points, and what counts for them. */
export default function TaskRule({ run, index }: { run: RunView; index: number }) {
  const rule = ruleAt(run, index);
  return rule === null ? null : <p className="soft small task-rule">{WORD[rule]({ count: run.total })}</p>;
}
