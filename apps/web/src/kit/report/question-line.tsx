import type { ReportQuestion } from '#lotse/contract';
import type { output } from 'zod/mini';
import { formatMoment } from '../design/format.js';
import { m } from '../../paraglide/messages.js';
import { useLocale } from '../session/locale.js';

/** A question and, below it, the answer or that it is still open. */
export function QuestionLine({ question }: { question: output<typeof ReportQuestion> }) {
  const locale = useLocale();
  const { answer } = question;
  return (
    <>
      <div>
        <p className="typed">{question.text}</p>
        <p className="soft small">{m.rep_by_at({ name: question.askedBy, date: formatMoment(question.askedAt, locale) })}</p>
      </div>
      {answer === null ? (
        <p className="badge badge-amber">{m.rep_question_open()}</p>
      ) : (
        <div className="quote">
          <p className="typed">{answer.text}</p>
          <p className="soft small">{m.rep_by_at({ name: answer.by, date: formatMoment(answer.at, locale) })}</p>
        </div>
      )}
    </>
  );
}
