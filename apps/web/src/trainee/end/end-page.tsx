import { openRun } from '#lotse/contract';
import ArrowLeft from 'lucide-react/icons/arrow-left';
import { useState } from 'react';
import { call } from '../../kit/api/call.js';
import { useLookAgain } from '../../kit/api/look-again.js';
import { toProblem, type Problem } from '../../kit/api/problem.js';
import { sayProblem } from '../../kit/api/problem-sentence.js';
import { Button } from '../../kit/design/button.js';
import { Note } from '../../kit/design/note.js';
import { Failed, Waiting } from '../../kit/design/states.js';
import { Link, navigate, usePlace } from '../../kit/address/nav.js';
import { m } from '../../paraglide/messages.js';
import { pathTo } from '../../kit/address/places.js';
import { useSession } from '../../kit/session/session.js';
import { Page, PageHeading } from '../../kit/frame/page.js';
import RunComments from './run-comments.js';
import { Fairway } from '../../kit/fairway/fairway.js';
import { NextCard } from '../start/next-card.js';
import { currentRun, goOnWith } from '../task/use-run.js';
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
      {result.next !== null && <NextCard unit={result.next} />}
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
        <h2 id="again">{result.again.length > 0 ? m.again_title() : m.again_none_title()}</h2>
        {result.again.length > 0 && <AgainList result={result} />}
        <PractiseAgain unitId={result.unitId} />
      </section>
    </div>
  );
}

/** Tasks that were not right at the first try. They can be looked at while the run is still in this page. */
function AgainList({ result }: { result: RunResult }) {
  const { registrationId, enrolmentId } = useSession();
  const run = currentRun(result.unitId);
  const path = pathTo('task', { reg: registrationId, enr: enrolmentId }, { unit: result.unitId });
  return (
    <ul className="again-list" lang="de">
      {result.again.map(({ exerciseId, stem }) => {
        const at = run?.runId === result.runId ? run.tasks.findIndex((task) => task.task.exerciseId === exerciseId) : -1;
        return <li key={exerciseId}>{at === -1 ? stem : <Link href={`${path}?task=${at + 1}`}>{stem}</Link>}</li>;
      })}
    </ul>
  );
}

function PractiseAgain({ unitId }: { unitId: string }) {
  const { registrationId, enrolmentId } = useSession();
  const [problem, setProblem] = useState<Problem | null>(null);
  const [busy, setBusy] = useState(false);
  async function again() {
    if (busy) return;
    setBusy(true);
    try {
      goOnWith(await call(openRun, { body: { enrolmentId, unitId, again: true } }));
      navigate(pathTo('task', { reg: registrationId, enr: enrolmentId }, { unit: unitId }));
    } catch (error) {
      setProblem(toProblem(error));
      setBusy(false);
    }
  }
  return (
    <div className="stack stack-8">
      <p className="soft">{m.again_text()}</p>
      {problem !== null && (
        <Note look="wrong" role="alert">
          {sayProblem(problem)}
        </Note>
      )}
      <div>
        <Button onClick={() => void again()} aria-disabled={busy}>
          {m.practise_again()}
        </Button>
      </div>
    </div>
  );
}
