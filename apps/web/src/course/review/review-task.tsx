import { INBOX_RECORDING_PATH } from '#lotse/contract';
import { fillPath } from '../../kit/api/call.js';
import { formatMoment } from '../../kit/design/format.js';
import { m } from '../../paraglide/messages.js';
import { Prose } from '../../kit/prose/prose.js';
import { useLocale } from '../../kit/session/locale.js';
import { useSession } from '../../kit/session/session.js';
import { ResponseView } from '../../kit/task/response-view.js';
import Mark from '../../kit/task/players/mark.js';
import '../../kit/task/players/players.css';
import { Comments } from './comments.js';
import type { Review, ReviewedAnswer, ReviewedTask } from './shapes.js';

interface Props {
  review: Review;
  runId: string;
  task: ReviewedTask;
  /** "Aufgabe 3" */
  name: string;
  onChanged: () => void;
}

/** One task of the run with all that was answered to it, and what was said about it. */
export function ReviewTask({ review, runId, task, name, onChanged }: Props) {
  const { exerciseId } = task.task;
  const { enrolmentId } = useSession();
  return (
    <li className="card stack">
      <h2>{name}</h2>
      <Prose value={task.task.stem.standard} />
      {task.answers.length === 0 && <p className="soft">{m.review_open()}</p>}
      {task.answers.map((answer) => (
        <Given
          key={answer.answerId}
          answer={answer}
          sound={fillPath(INBOX_RECORDING_PATH, { enrolmentId, personId: review.personId, answerId: answer.answerId })}
        />
      ))}
      <Comments
        personId={review.personId}
        runId={runId}
        exerciseId={exerciseId}
        comments={review.comments.filter((comment) => comment.exerciseId === exerciseId)}
        onChanged={onChanged}
      />
    </li>
  );
}

function Given({ answer, sound }: { answer: ReviewedAnswer; sound: string }) {
  const locale = useLocale();
  const { outcome, task } = answer;
  const { verdict } = outcome;
  return (
    <div className="stack stack-8">
      <div className="row answer-head">
        {verdict === 'right' || verdict === 'partly' || verdict === 'wrong' ? <Mark verdict={verdict} /> : <span className="soft">{m.verdict_manual()}</span>}
        <span className="soft">{m.try_number({ number: answer.try })}</span>
        <time className="soft figures answer-time" dateTime={answer.at}>
          {formatMoment(answer.at, locale)}
        </time>
      </div>
      <div className="answer-sides">
        <div className="answer-given">
          <span className="field-label">{m.given_answer()}</span>
          <ResponseView body={task.body} response={answer.response} understood={outcome.understood} sound={sound} />
        </div>
        {outcome.solution !== undefined && verdict !== 'right' && (
          <div className="answer-given">
            <span className="field-label">{m.solution()}</span>
            <ResponseView body={task.body} response={outcome.solution} />
          </div>
        )}
      </div>
    </div>
  );
}
