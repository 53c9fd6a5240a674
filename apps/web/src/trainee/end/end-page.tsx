import ArrowLeft from 'lucide-react/icons/arrow-left';
import { useLookAgain } from '../../kit/api/look-again.js';
import { Failed, Waiting } from '../../kit/design/states.js';
import { Link, useAddress } from '../../kit/address/nav.js';
import { m } from '../../paraglide/messages.js';
import { pathTo } from '../../kit/address/addresses.js';
import { useSession } from '../../kit/session/session.js';
import { Page, PageHeading } from '../../kit/frame/page.js';
import RunComments from './run-comments.js';
import { Fairway } from '../../kit/fairway/fairway.js';
import { NextUnit } from '../start/next-unit.js';
import { UnitEnd } from '../../kit/unit/unit-end.js';
import { PractiseAgain } from '../task/practise-again.js';
import { AgainList } from './again-list.js';
import { ResultCard } from './result-card.js';
import { useResult, type RunResult } from './use-result.js';
import '../start/start.css';
import './end.css';

/** For a minute: most grades arrive within seconds. */
const LOOK = { everyMs: 5_000, most: 12 };

export default function EndPage() {
  const unitId = useAddress()?.values['unit'] ?? '';
  const { registrationId, enrolmentId } = useSession();
  const page = useResult(enrolmentId, unitId);
  const { value, problem, reload } = page;
  useLookAgain(page, value?.kind === 'own' && value.gradeState === 'waiting', LOOK);
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
  const { again, next } = result;
  const isNew = next !== null && next.state !== 'finished';
  const wrongFirst = again.length > 0 && (again.length * 2 >= result.total || !isNew);
  const nextUnit = next !== null && <NextUnit unit={next} quiet={wrongFirst} />;
  return (
    <div className="stack stack-24">
      <div>
        <PageHeading>{result.kind === 'own' ? m.finished_title() : m.repeat_finished()}</PageHeading>
        <p className="soft" lang="de">
          {result.title}
        </p>
      </div>
      <ResultCard result={result} onRefresh={onRefresh} />
      <RunComments runId={result.runId} unitId={result.unitId} />
      {!wrongFirst && nextUnit}
      {wrongFirst && <Again result={result} main />}
      {returnUrl !== null && (
        <div>
          <a className="button" href={returnUrl}>
            {m.back_to_course()}
          </a>
        </div>
      )}
      <UnitEnd summary={result.summary} words={result.words} />
      {result.learnt.length > 0 && (
        <section className="card stack stack-8" aria-labelledby="learnt">
          <h2 id="learnt">{m.learnt_title()}</h2>
          <Fairway buoys={result.learnt} />
        </section>
      )}
      {!wrongFirst && <Again result={result} />}
      {wrongFirst && nextUnit}
    </div>
  );
}

/** What to look at once more, and the two ways to practise it. */
function Again({ result: { again, unitId, runId }, main = false }: { result: RunResult; main?: boolean }) {
  const count = again.length;
  return (
    <section className="card stack" aria-labelledby="again">
      <h2 id="again">{count > 0 ? m.again_title() : m.again_none_title()}</h2>
      {count > 0 && <PractiseAgain unitId={unitId} wrongOf={runId} word={m.practise_wrong({ count })} main={main} />}
      {count > 0 && <AgainList tasks={again} runId={runId} />}
      <p className="soft">{m.again_text()}</p>
      <PractiseAgain unitId={unitId} word={count > 0 ? m.practise_all() : m.practise_again()} />
    </section>
  );
}
