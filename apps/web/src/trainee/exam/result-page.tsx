import { examResult, type ExamResult } from '#lotse/contract';
import ArrowRight from 'lucide-react/icons/arrow-right';
import { Link } from '../../kit/address/nav.js';
import { call } from '../../kit/api/call.js';
import { useLoad } from '../../kit/api/use-load.js';
import { formatDate } from '../../kit/design/format.js';
import { Note } from '../../kit/design/note.js';
import { Failed, Waiting } from '../../kit/design/states.js';
import { Page, PageHeading } from '../../kit/frame/page.js';
import { useLocale } from '../../kit/session/locale.js';
import { m } from '../../paraglide/messages.js';
import { ToOverview, useExamPaths } from './exam-paths.js';
import { takeResult } from './handed-over.js';
import { Areas, PractiseNext, Scale } from './result-parts.js';
import { ResultTasks } from './result-tasks.js';

/** What came of one attempt. */
export function ResultPage() {
  const { attemptId } = useExamPaths();
  const { value, problem, reload } = useLoad(
    `exam result ${attemptId}`,
    async (signal) => takeResult(attemptId) ?? call(examResult, { params: { attemptId }, signal }),
  );
  return (
    <Page title={m.mx_result_title()} lead={<ToOverview />}>
      {problem !== null && <Failed problem={problem} onRetry={reload} />}
      {problem === null && (value === null ? <Waiting /> : <Result result={value} />)}
    </Page>
  );
}

function Result({ result }: { result: ExamResult }) {
  const { form } = useExamPaths();
  const locale = useLocale();
  return (
    <div className="stack stack-24">
      <div>
        <PageHeading>{m.mx_result_title()}</PageHeading>
        <p className="soft">
          <span lang="de">{result.title}</span> · <time dateTime={result.endedAt}>{formatDate(result.endedAt, locale)}</time>
        </p>
      </div>
      {result.state === 'time-over' && <Note>{m.mx_was_over()}</Note>}
      <Points result={result} />
      <Areas areas={result.areas} />
      <PractiseNext practise={result.practise} />
      <ResultTasks tasks={result.tasks} />
      <div>
        <Link className="button" href={form}>
          {m.mx_to_attempts()}
          <ArrowRight aria-hidden size={20} />
        </Link>
      </div>
    </div>
  );
}

function Points({ result: { points, grade, gradeTitle, passed, scale, minutes, minutesUsed, longer } }: { result: ExamResult }) {
  const { pass } = scale;
  return (
    <section className="card stack stack-12" aria-label={m.mx_result_title()}>
      <p className="exam-points">
        <strong>{m.mx_points_of_100({ points })}</strong>
        <span>
          {m.mx_grade({ grade })} · <span lang="de">{gradeTitle}</span>
        </span>
      </p>
      <p>{passed ? m.mx_passed({ pass }) : m.mx_not_passed({ missing: pass - points, pass })}</p>
      <p className="soft">{m.mx_estimate()}</p>
      <p className="soft figures">
        {m.mx_used({ used: minutesUsed, minutes })}
        {longer && ` · ${m.mx_longer()}`}
      </p>
      <Scale scale={scale} />
    </section>
  );
}
