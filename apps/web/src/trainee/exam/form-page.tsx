import { examForm, type ExamForm, type Reply } from '#lotse/contract';
import { navigate, useSearch } from '../../kit/address/nav.js';
import { call } from '../../kit/api/call.js';
import { useLoad } from '../../kit/api/use-load.js';
import { Paging } from '../../kit/design/paging.js';
import { Failed, Waiting } from '../../kit/design/states.js';
import { Page, PageHeading } from '../../kit/frame/page.js';
import { useSession } from '../../kit/session/session.js';
import { m } from '../../paraglide/messages.js';
import { AttemptList } from './attempt-list.js';
import { Begin, GoOn } from './begin.js';
import { ToOverview, useExamPaths } from './exam-paths.js';

const PAGE_SIZE = 10;

/** Before a mock exam: what it is, how it goes, how much time, and what came of those before. */
export function FormPage() {
  const { formId } = useExamPaths();
  const { enrolmentId } = useSession();
  const wanted = Number.parseInt(new URLSearchParams(useSearch()).get('page') ?? '', 10);
  const page = wanted > 0 ? wanted : 1;
  const { value, problem, reload } = useLoad(`exam ${enrolmentId} ${formId} ${page}`, (signal) =>
    call(examForm, { params: { enrolmentId, formId }, query: { page, size: PAGE_SIZE }, signal }),
  );
  return (
    <Page title={value?.form.title ?? m.mx_title()} lead={<ToOverview />}>
      {problem !== null && <Failed problem={problem} onRetry={reload} />}
      {problem === null && (value === null ? <Waiting /> : <FormView page={value} />)}
    </Page>
  );
}

function FormView({ page: { form, attempts, total, page, size } }: { page: Reply<typeof examForm> }) {
  return (
    <div className="stack stack-24">
      <div className="stack stack-8">
        <PageHeading>
          <span lang="de">{form.title}</span>
        </PageHeading>
        <p lang="de">{form.about}</p>
      </div>
      {form.open !== null && <GoOn open={form.open} />}
      <HowItGoes form={form} />
      {form.open === null && <Begin form={form} isFirst={total === 0} />}
      <section className="card stack" aria-labelledby="attempts">
        <h2 id="attempts">{m.mx_attempts()}</h2>
        {attempts.length === 0 ? <p className="soft">{m.mx_attempts_none()}</p> : <AttemptList attempts={attempts} />}
        <Paging page={page} size={size} total={total} onPage={(next) => navigate(`?page=${next}`, { replace: true })} />
      </section>
    </div>
  );
}

function HowItGoes({ form }: { form: ExamForm }) {
  return (
    <section className="card stack" aria-labelledby="how">
      <h2 id="how">{m.mx_how_title()}</h2>
      <ul className="exam-facts">
        <li>{m.mx_how_tasks({ tasks: form.tasks, minutes: form.minutes })}</li>
        <li>{m.mx_how_help()}</li>
        <li>{m.mx_how_order()}</li>
        <li>{m.mx_how_saved()}</li>
        <li>{m.mx_how_result()}</li>
      </ul>
      <p className="soft">{m.mx_own_tasks()}</p>
      <details className="fold">
        <summary>{m.mx_areas()}</summary>
        <ul className="stack stack-8">
          {form.areas.map(({ areaId, title, tasks, points, minutes }) => (
            <li key={areaId}>
              <strong lang="de">{title}</strong>
              <br />
              <span className="soft">{m.mx_area_line({ tasks, points, minutes })}</span>
            </li>
          ))}
        </ul>
      </details>
    </section>
  );
}
