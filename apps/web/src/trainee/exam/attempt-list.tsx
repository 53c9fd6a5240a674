import type { ExamAttemptCard } from '#lotse/contract';
import ChevronRight from 'lucide-react/icons/chevron-right';
import { Link } from '../../kit/address/nav.js';
import { formatDate } from '../../kit/design/format.js';
import { useLocale } from '../../kit/session/locale.js';
import { m } from '../../paraglide/messages.js';
import { useExamPaths } from './exam-paths.js';

/** What was taken so far, newest first; what has a result leads there. */
export function AttemptList({ attempts }: { attempts: readonly ExamAttemptCard[] }) {
  const { result } = useExamPaths();
  return (
    <ol className="exam-attempts">
      {attempts.map((one) => (
        <li key={one.attemptId}>
          {one.points === null ? (
            <div className="exam-attempt">
              <Words attempt={one} />
            </div>
          ) : (
            <Link className="exam-attempt" href={result(one.attemptId)}>
              <Words attempt={one} />
              <ChevronRight aria-hidden size={20} className="soft" />
            </Link>
          )}
        </li>
      ))}
    </ol>
  );
}

function Words({ attempt: { endedAt, points, grade, longer, state } }: { attempt: ExamAttemptCard }) {
  const locale = useLocale();
  const more = [longer ? m.mx_longer() : '', state === 'time-over' ? m.mx_time_over() : ''].filter(Boolean).join(' · ');
  return (
    <span className="exam-attempt-words">
      <time dateTime={endedAt}>{formatDate(endedAt, locale)}</time>
      {points === null ? (
        <span className="soft">{m.mx_broken_off()}</span>
      ) : (
        <strong className="figures">{m.mx_attempt_line({ points, grade: grade ?? '' })}</strong>
      )}
      {more !== '' && <span className="soft small">{more}</span>}
    </span>
  );
}
