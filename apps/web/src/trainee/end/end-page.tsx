import ArrowLeft from 'lucide-react/icons/arrow-left';
import { useLookAgain } from '../../kit/api/look-again.js';
import { Failed, Waiting } from '../../kit/design/states.js';
import { Link, usePlace } from '../../kit/address/nav.js';
import { m } from '../../paraglide/messages.js';
import { pathTo } from '../../kit/address/places.js';
import { useSession } from '../../kit/session/session.js';
import { Page, PageHeading } from '../../kit/frame/page.js';
import RunComments from './run-comments.js';
import { Fairway } from '../../kit/fairway/fairway.js';
import { NextCard } from '../start/next-card.js';
import { PractiseAgain } from '../task/practise-again.js';
import { AgainList } from './again-list.js';
import { ResultCard } from './result-card.js';
import { useResult, type RunResult } from './use-result.js';
import '../start/start.css';
import './end.css';

/** For a minute: most grades arrive within seconds. */
const LOOK = { everyMs: 5_000, most: 12 };

export default function EndPage() {
  const unitId = usePlace()?.values['unit'] ?? '';
  const { registrationId, enrolmentId } = useSession();
  const page = useResult(enrolmentId, unitId);
  const { value, problem, reload } = page;
  useLookAgain(page, value?.gradeState === 'waiting', LOOK);
  const lead = (
    <Link className="link-row" href={pathTo('start', { reg: registrationId, enr: enrolmentId }, {})}>
      <ArrowLeft aria-hidden size={20} />
      {m.overview()}
    </Link>
  );
  if (problem !== null && value === null)
    return (
      <Page title={m.result()} lead={lead}>
        <Failed problem={problem} onRetry={reload} />
      </Page>
    );
  if (value === null)
    return (
      <Page title={m.result()} lead={lead}>
        <Waiting />
      </Page>
    );
  return (
    <Page title={`${m.result()} · ${value.title}`} lead={lead}>
      <Result result={value} onRefresh={reload} />
    </Page>
  );
}

function Result({ result, onRefresh }: { result: RunResult; onRefresh: () => void }) {
  const { returnUrl } = useSession();
  const count = result.again.length;
  const manyWrong = count * 2 >= result.total;
  return (
    <div className="stack stack-24">
      <div>
        <PageHeading>{m.finished_title()}</PageHeading>
        <p className="soft" lang="de">
          {result.title}
        </p>
      </div>
      <ResultCard result={result} onRefresh={onRefresh} />
      <RunComments runId={result.runId} unitId={result.unitId} />
      {!manyWrong && result.next !== null && <NextCard unit={result.next} />}
      {returnUrl !== null && (
        <div>
          <a className="button" href={returnUrl}>
            {m.back_to_course()}
          </a>
        </div>
      )}
      {result.learnt.length > 0 && (
        <section className="card stack stack-8" aria-labelledby="learnt">
          <h2 id="learnt">{m.learnt_title()}</h2>
          <Fairway buoys={result.learnt} />
        </section>
      )}
      <section className="card stack" aria-labelledby="again">
        <h2 id="again">{count > 0 ? m.again_title() : m.again_none_title()}</h2>
        {count > 0 && <AgainList result={result} />}
        <p className="soft">{m.again_text()}</p>
        <PractiseAgain unitId={result.unitId} word={manyWrong ? m.practise_wrong({ count }) : m.practise_again()} main={manyWrong} />
      </section>
      {manyWrong && result.next !== null && <NextCard unit={result.next} quiet />}
    </div>
  );
}
