import { reviewPage } from '#lotse/contract';
import ArrowLeft from 'lucide-react/icons/arrow-left';
import { call } from '../../kit/api/call.js';
import { useLoad } from '../../kit/api/use-load.js';
import { formatMoment } from '../../kit/design/format.js';
import { Empty, Note } from '../../kit/design/note.js';
import { Failed, Waiting } from '../../kit/design/states.js';
import { Link, navigate, useAddress, useSearch } from '../../kit/address/nav.js';
import { m } from '../../paraglide/messages.js';
import { pathTo } from '../../kit/address/addresses.js';
import { useLocale } from '../../kit/session/locale.js';
import { useSession } from '../../kit/session/session.js';
import { Page, PageHeading } from '../../kit/frame/page.js';
import { Comments } from './comments.js';
import { ReviewTasks } from './review-tasks.js';
import type { Review, ReviewedRun } from './shapes.js';
import '../people/staff.css';
import '../people/person.css';
import '../../kit/comments/review.css';

function readWish(search: string): { unitId?: string; runId?: string } {
  const given = new URLSearchParams(search);
  const [unitId, runId] = [given.get('unitId'), given.get('runId')];
  return { ...(unitId ? { unitId } : {}), ...(runId ? { runId } : {}) };
}

/** A trainee's run, read-only: opened from the grader report of the LMS, or from the person's page. */
export default function ReviewPage() {
  const { registrationId, enrolmentId } = useSession();
  const personId = useAddress()?.values['person'] ?? '';
  const wish = readWish(useSearch());
  const page = useLoad(`review ${personId} ${JSON.stringify(wish)}`, (signal) => call(reviewPage, { params: { enrolmentId, personId }, query: wish, signal }));
  const lead = (
    <Link className="link-row" href={pathTo('person', { reg: registrationId, enr: enrolmentId }, { person: personId })}>
      <ArrowLeft aria-hidden size={20} />
      {m.person()}
    </Link>
  );
  const { value, problem } = page;
  return (
    <Page title={value === null ? m.review() : `${m.review()} · ${value.name}`} lead={lead} wide>
      {problem !== null && <Failed problem={problem} onRetry={page.reload} />}
      {problem === null && value === null && <Waiting />}
      {problem === null && value !== null && <ReviewView review={value} busy={page.busy} onChanged={page.reload} />}
    </Page>
  );
}

function ReviewView({ review, busy, onChanged }: { review: Review; busy: boolean; onChanged: () => void }) {
  const { run } = review;
  return (
    <div className="stack stack-24">
      <div>
        <PageHeading>{review.name === '' ? m.no_name() : review.name}</PageHeading>
        <p className="soft">{m.review_text()}</p>
      </div>
      <Choice review={review} />
      {run === null ? (
        <Empty title={m.review_none_title()}>
          <p>{m.review_none_text()}</p>
        </Empty>
      ) : (
        <div className={busy ? 'stack stack-24 busy' : 'stack stack-24'} aria-busy={busy}>
          <Standing run={run} />
          <section className="card stack" aria-labelledby="run-comments">
            <h2 id="run-comments">{m.comments_run()}</h2>
            <Comments personId={review.personId} runId={run.runId} exerciseId={null} comments={review.comments} onChanged={onChanged} />
          </section>
          <ReviewTasks review={review} runId={run.runId} onChanged={onChanged} />
        </div>
      )}
    </div>
  );
}

function show(unitId: string, runId?: string): void {
  navigate(`?${new URLSearchParams({ unitId, ...(runId === undefined ? {} : { runId }) }).toString()}`, { replace: true });
}

/** Which unit, and which run of it. */
function Choice({ review }: { review: Review }) {
  const locale = useLocale();
  if (review.units.length < 2 && review.runs.length < 2) return null;
  return (
    <div className="review-choice">
      <label className="field">
        <span className="field-label">{m.filter_unit()}</span>
        <select className="input" value={review.unitId ?? ''} onChange={(event) => show(event.target.value)}>
          {review.units.map((unit) => (
            <option key={unit.unitId} value={unit.unitId}>
              {unit.title}
            </option>
          ))}
        </select>
      </label>
      {review.runs.length > 1 && (
        <label className="field">
          <span className="field-label">{m.review_run()}</span>
          <select className="input" value={review.run?.runId ?? ''} onChange={(event) => show(review.unitId ?? '', event.target.value)}>
            {review.runs.map((run) => (
              <option key={run.runId} value={run.runId}>
                {formatMoment(run.startedAt, locale)}
              </option>
            ))}
          </select>
        </label>
      )}
    </div>
  );
}

function Standing({ run }: { run: ReviewedRun }) {
  const locale = useLocale();
  return (
    <Note>
      <p className="figures">
        <strong>{m.staff_done({ done: run.done, total: run.total })}</strong>
        {run.grade !== null && ` · ${m.staff_points({ grade: run.grade })}`} · {m.review_first_right({ count: run.firstTryRight })}
      </p>
      <p className="soft">
        {run.finishedAt === null
          ? m.review_since({ at: formatMoment(run.startedAt, locale) })
          : m.review_finished({ at: formatMoment(run.finishedAt, locale) })}
      </p>
    </Note>
  );
}
