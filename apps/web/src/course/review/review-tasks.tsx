import { placeOf } from '#lotse/contract';
import { useState } from 'react';
import { sayPlace } from '../../kit/words/place-words.js';
import { m } from '../../paraglide/messages.js';
import { ReviewTask } from './review-task.js';
import type { Review, ReviewedTask } from './shapes.js';

interface Props {
  review: Review;
  runId: string;
  onChanged: () => void;
}

const isWrong = ({ answers }: ReviewedTask): boolean => answers.some((answer) => answer.outcome.verdict !== 'right');

/** Answered tasks, or only those with a wrong answer; what was not answered yet is one line that opens. */
export function ReviewTasks({ review, ...part }: Props) {
  const [onlyWrong, setOnlyWrong] = useState(false);
  const named = review.tasks.map((task, index) => ({ task, name: sayPlace(placeOf(review.tasks, index)) }));
  const answered = named.filter(({ task }) => task.answers.length > 0);
  const open = named.filter(({ task }) => task.answers.length === 0);
  const shown = onlyWrong ? answered.filter(({ task }) => isWrong(task)) : answered;
  const row = ({ task, name }: (typeof named)[number]) => <ReviewTask key={task.task.exerciseId} {...part} review={review} task={task} name={name} />;
  return (
    <>
      {answered.some(({ task }) => isWrong(task)) && (
        <label className="choice">
          <input type="checkbox" checked={onlyWrong} onChange={(event) => setOnlyWrong(event.target.checked)} />
          <span>{m.only_wrong()}</span>
        </label>
      )}
      <ol className="stack">{shown.map(row)}</ol>
      {open.length > 0 && (
        <details className="fold">
          <summary>{m.review_unanswered({ count: open.length })}</summary>
          <ol className="stack">{open.map(row)}</ol>
        </details>
      )}
    </>
  );
}
