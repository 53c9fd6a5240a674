import { unitPage, type UnitPage as UnitPageSchema } from '#lotse/contract';
import ArrowLeft from 'lucide-react/icons/arrow-left';
import Clock from 'lucide-react/icons/clock';
import type { output } from 'zod/mini';
import { Link, useAddress } from '../../kit/address/nav.js';
import { pathTo } from '../../kit/address/addresses.js';
import { call } from '../../kit/api/call.js';
import { useLoad } from '../../kit/api/use-load.js';
import { Failed, Waiting } from '../../kit/design/states.js';
import { Fairway } from '../../kit/fairway/fairway.js';
import { Page, PageHeading } from '../../kit/frame/page.js';
import { useSession } from '../../kit/session/session.js';
import { UnitEnd } from '../../kit/unit/unit-end.js';
import { m } from '../../paraglide/messages.js';
import { PractiseAgain } from '../task/practise-again.js';
import { Goals, UnitLink } from './next-card.js';
import { stateOf } from './unit-list.js';
import './start.css';

type Unit = output<typeof UnitPageSchema>;

/** One unit at any time: what it is about, how it stands, what to remember. */
export default function UnitPage() {
  const unitId = useAddress()?.values['unit'] ?? '';
  const { registrationId, enrolmentId } = useSession();
  const { value, problem, reload } = useLoad(`unit ${enrolmentId} ${unitId}`, (signal) => call(unitPage, { params: { enrolmentId, unitId }, signal }));
  const lead = (
    <Link className="link-row" href={pathTo('start', { reg: registrationId, enr: enrolmentId }, {})}>
      <ArrowLeft aria-hidden size={20} />
      {m.overview()}
    </Link>
  );
  return (
    <Page title={value?.card.title ?? m.filter_unit()} lead={lead}>
      {value !== null && <Unit unit={value} />}
      {value === null && (problem === null ? <Waiting /> : <Failed problem={problem} onRetry={reload} />)}
    </Page>
  );
}

function Unit({ unit: { card, learnt, summary, words } }: { unit: Unit }) {
  const isFinished = card.state === 'finished';
  return (
    <div className="stack stack-24">
      <div>
        <PageHeading>
          <span lang="de">{card.title}</span>
        </PageHeading>
        <p className="soft" lang="de">
          {card.moduleTitle}
        </p>
      </div>
      <section className="card stack" aria-label={m.filter_unit()}>
        <p className="meta">
          <Clock aria-hidden size={18} />
          {m.minutes_and_state({ minutes: card.minutes, state: stateOf(card) })}
        </p>
        {isFinished && card.done === card.total ? <PractiseAgain unitId={card.unitId} word={m.practise_again()} main /> : <UnitLink unit={card} />}
        <Goals goals={card.goals} open />
      </section>
      <UnitEnd summary={summary} words={words} />
      <section className="card stack stack-8" aria-labelledby="learnt">
        <h2 id="learnt">{m.unit_competences()}</h2>
        <Fairway buoys={learnt} />
      </section>
    </div>
  );
}
