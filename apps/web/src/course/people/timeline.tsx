import { INBOX_RECORDING_PATH } from '#lotse/contract';
import { fillPath } from '../../kit/api/call.js';
import { formatDate, formatTime } from '../../kit/design/format.js';
import { Empty } from '../../kit/design/note.js';
import { m } from '../../paraglide/messages.js';
import { Prose } from '../../kit/prose/prose.js';
import { useLocale } from '../../kit/session/locale.js';
import { useSession } from '../../kit/session/session.js';
import Mark from '../../kit/task/players/mark.js';
import { sayAids } from './aids.js';
import type { Person } from './shapes.js';
import { ResponseView } from '../../kit/task/response-view.js';

type Answered = Person['answers'][number];

/** What was answered, newest first, under the day it happened. */
export function Timeline({ answers, personId }: { answers: readonly Answered[]; personId: string }) {
  const locale = useLocale();
  if (answers.length === 0)
    return (
      <Empty title={m.no_answers_title()}>
        <p>{m.no_answers_text()}</p>
      </Empty>
    );
  const days = [...new Set(answers.map((answer) => formatDate(answer.at, locale)))];
  return days.map((day) => (
    <section key={day} className="stack stack-8" aria-label={day}>
      <h3 className="day">{day}</h3>
      <ol className="stack stack-8">
        {answers
          .filter((answer) => formatDate(answer.at, locale) === day)
          .map((answer) => (
            <Answer key={answer.answerId} answer={answer} personId={personId} />
          ))}
      </ol>
    </section>
  ));
}

function Answer({ answer, personId }: { answer: Answered; personId: string }) {
  const { enrolmentId } = useSession();
  const locale = useLocale();
  const { outcome, task } = answer;
  const { verdict } = outcome;
  const aids = sayAids(answer.aids);
  return (
    <li className="card answer">
      <div className="row answer-head">
        {verdict === 'right' || verdict === 'partly' || verdict === 'wrong' ? <Mark verdict={verdict} /> : <span className="soft">{m.verdict_manual()}</span>}
        <span className="soft">{m.try_number({ number: answer.try })}</span>
        {aids !== null && <span className="soft">{aids}</span>}
        <time className="soft figures answer-time" dateTime={answer.at}>
          {formatTime(answer.at, locale)}
        </time>
      </div>
      <Prose value={task.stem.standard} />
      <div className="answer-given">
        <span className="field-label">{m.given_answer()}</span>
        <ResponseView
          body={task.body}
          response={answer.response}
          understood={outcome.understood}
          sound={fillPath(INBOX_RECORDING_PATH, { enrolmentId, personId, answerId: answer.answerId })}
        />
      </div>
      <details className="fold answer-more">
        <summary>{m.feedback_shown()}</summary>
        <div className="stack stack-8">
          {outcome.feedback.standard.length > 0 && <Prose value={outcome.feedback.standard} />}
          {outcome.solution !== undefined && verdict !== 'right' && (
            <div className="answer-given">
              <span className="field-label">{m.solution()}</span>
              <ResponseView body={task.body} response={outcome.solution} />
            </div>
          )}
        </div>
      </details>
    </li>
  );
}
