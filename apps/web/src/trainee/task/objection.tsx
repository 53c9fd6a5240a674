import type { Refusal } from '../answers/queue.js';
import { Button } from '../../kit/design/button.js';
import { m } from '../../paraglide/messages.js';
import type { Missing } from '../../kit/task/players/missing.js';
import type { RunTask } from './run-state.js';
import { forgetRun } from './use-run.js';

interface Props {
  task: RunTask;
  missing: Missing | null;
  refusal: Refusal | null;
}

/** Why an answer was not taken: something lacks, or the server refused it. */
export default function Objection({ task, missing, refusal }: Props) {
  if (missing !== null) return <p className="actions-say">{sayMissing(missing, task)}</p>;
  return (
    refusal && (
      <div className="actions-say">
        <p>{sayRefusal(refusal)}</p>
        <Button look="quiet" onClick={forgetRun}>
          {m.reload()}
        </Button>
      </div>
    )
  );
}

const SAY = {
  choice: m.missing_choice,
  number: m.missing_number,
  gaps: m.missing_gaps,
  pairs: m.missing_pairs,
  words: m.missing_words,
  lines: m.missing_lines,
  talk: m.missing_talk,
  sentences: m.missing_sentences,
  text: m.mk_missing_text,
  recording: m.mk_missing_recording,
  change: m.missing_change,
};

function sayMissing(missing: Missing, { task }: RunTask): string {
  const count = 'pick' in task.body ? task.body.pick : 1;
  if (missing === 'pick') return task.body.kind === 'hot-text' ? m.missing_spots({ count }) : m.missing_pick({ count });
  return SAY[missing]();
}

function sayRefusal(refusal: Refusal): string {
  if (refusal.code === 'answer.too-long') return m.mk_too_long({ most: Number(refusal.details?.most ?? 0) });
  return refusal.kind === 'conflict' ? m.answer_differs() : m.answer_refused();
}
