import { personPage, setTeam } from '#lotse/contract';
import ArrowLeft from 'lucide-react/icons/arrow-left';
import { call } from '../../kit/api/call.js';
import { useLoad } from '../../kit/api/use-load.js';
import { Button } from '../../kit/design/button.js';
import { Refused, useSend } from '../../kit/form/form.js';
import { Failed, Waiting } from '../../kit/design/states.js';
import { Link, navigate, useAddress, useSearch } from '../../kit/address/nav.js';
import { m } from '../../paraglide/messages.js';
import { pathTo } from '../../kit/address/addresses.js';
import { useSession } from '../../kit/session/session.js';
import { Page, PageHeading } from '../../kit/frame/page.js';
import { Fairway } from '../../kit/fairway/fairway.js';
import { Paging } from '../../kit/design/paging.js';
import { PersonExams } from './person-exams.js';
import { LastSeen } from './person-link.js';
import type { Person } from './shapes.js';
import { Timeline } from './timeline.js';
import { UnitState } from './unit-state.js';
import './staff.css';
import './person.css';

const PAGE_SIZE = 20;

interface Wish {
  page: number;
  unitId: string;
}

function readWish(search: string): Wish {
  const given = new URLSearchParams(search);
  const page = Number.parseInt(given.get('page') ?? '', 10);
  return { page: page > 0 ? page : 1, unitId: given.get('unitId') ?? '' };
}

export default function PersonPage() {
  const { registrationId, enrolmentId } = useSession();
  const personId = useAddress()?.values['person'] ?? '';
  const wish = readWish(useSearch());
  const page = useLoad(`person ${personId} ${wish.page} ${wish.unitId}`, (signal) =>
    call(personPage, {
      params: { enrolmentId, personId },
      query: { page: wish.page, size: PAGE_SIZE, ...(wish.unitId === '' ? {} : { unitId: wish.unitId }) },
      signal,
    }),
  );
  const lead = (
    <Link className="link-row" href={pathTo('people', { reg: registrationId, enr: enrolmentId }, {})}>
      <ArrowLeft aria-hidden size={20} />
      {m.course()}
    </Link>
  );
  if (page.problem !== null)
    return (
      <Page title={m.person()} lead={lead} wide>
        <Failed problem={page.problem} onRetry={page.reload} />
      </Page>
    );
  if (page.value === null)
    return (
      <Page title={m.person()} lead={lead} wide>
        <Waiting />
      </Page>
    );
  return (
    <Page title={page.value.name} lead={lead} wide>
      <PersonView person={page.value} wish={wish} busy={page.busy} />
    </Page>
  );
}

function show(wish: Wish): void {
  const pairs = [...(wish.unitId === '' ? [] : [['unitId', wish.unitId]]), ...(wish.page === 1 ? [] : [['page', String(wish.page)]])];
  navigate(`?${new URLSearchParams(pairs)}`, { replace: true });
}

function PersonView({ person, wish, busy }: { person: Person; wish: Wish; busy: boolean }) {
  return (
    <div className="stack stack-24">
      <div>
        <PageHeading>{person.name === '' ? m.no_name() : person.name}</PageHeading>
        <p className="soft">
          {m.last_seen()} <LastSeen at={person.lastSeenAt} />
        </p>
        <ToReview person={person} />
      </div>
      <div className="person">
        <aside className="stack stack-24">
          <section className="card stack" aria-labelledby="person-units">
            <h2 id="person-units">{m.units_staff()}</h2>
            {person.units.map((unit) => (
              <div key={unit.unitId} className="person-unit">
                <h3 lang="de">{unit.title}</h3>
                <UnitState cell={unit.cell} />
              </div>
            ))}
          </section>
          <PersonExams exams={person.exams} />
          {person.mastery.length > 0 && (
            <section className="card stack stack-8" aria-labelledby="person-mastery">
              <h2 id="person-mastery">{m.mastery_staff()}</h2>
              <Fairway buoys={person.mastery} />
              <p className="soft small">{m.mastery_explained()}</p>
            </section>
          )}
          <ToTeam personId={person.personId} />
        </aside>
        <section className={busy ? 'stack busy' : 'stack'} aria-labelledby="person-answers" aria-busy={busy}>
          <div className="row row-apart">
            <h2 id="person-answers">{m.answers_count({ count: person.total })}</h2>
            <UnitFilter person={person} wish={wish} />
          </div>
          <Timeline answers={person.answers} personId={person.personId} />
          <Paging page={person.page} size={person.size} total={person.total} onPage={(page) => show({ ...wish, page })} />
        </section>
      </div>
    </div>
  );
}

function UnitFilter({ person, wish }: { person: Person; wish: Wish }) {
  if (person.units.length < 2) return null;
  return (
    <label className="field">
      <span className="field-label">{m.filter_unit()}</span>
      <select className="input" value={wish.unitId} onChange={(event) => show({ unitId: event.target.value, page: 1 })}>
        <option value="">{m.all_units()}</option>
        {person.units.map((unit) => (
          <option key={unit.unitId} value={unit.unitId}>
            {unit.title}
          </option>
        ))}
      </select>
    </label>
  );
}

/** Where there is something to look at: the whole run, task by task, with comments. */
function ToReview({ person }: { person: Person }) {
  const { registrationId, enrolmentId } = useSession();
  if (person.total === 0) return null;
  return (
    <Link className="link-row" href={pathTo('review', { reg: registrationId, enr: enrolmentId }, { person: person.personId })}>
      {m.review_work()}
    </Link>
  );
}

/** Moodle lists its tutors as learners: whoever knows the person says so. */
function ToTeam({ personId }: { personId: string }) {
  const { registrationId, enrolmentId } = useSession();
  const { busy, problem, send } = useSend();
  const add = async () => {
    await call(setTeam, { params: { enrolmentId, personId }, body: { team: true } });
    navigate(pathTo('people', { reg: registrationId, enr: enrolmentId }, {}));
  };
  return (
    <details className="fold">
      <summary>{m.team_add()}</summary>
      <div className="stack stack-8">
        <p>{m.team_add_text()}</p>
        {problem !== null && <Refused problem={problem} />}
        <div>
          <Button aria-disabled={busy} onClick={() => send(add)}>
            {m.team_add()}
          </Button>
        </div>
      </div>
    </details>
  );
}
