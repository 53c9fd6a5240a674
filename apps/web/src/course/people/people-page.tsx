import { roster } from '#lotse/contract';
import { call } from '../../kit/api/call.js';
import { useLookAgain } from '../../kit/api/look-again.js';
import { useLoad } from '../../kit/api/use-load.js';
import { Button } from '../../kit/design/button.js';
import { formatMoment } from '../../kit/design/format.js';
import { Empty, Note } from '../../kit/design/note.js';
import { Failed, Waiting } from '../../kit/design/states.js';
import { useWide } from '../../kit/design/use-wide.js';
import { Link, navigate, useSearch } from '../../kit/address/nav.js';
import { m } from '../../paraglide/messages.js';
import { pathTo } from '../../kit/address/addresses.js';
import { useLocale } from '../../kit/session/locale.js';
import { ColumnNotes } from './column-notes.js';
import CourseNotes from './course-notes.js';
import { ToInbox } from './to-inbox.js';
import { useSession } from '../../kit/session/session.js';
import { Page, PageHeading } from '../../kit/frame/page.js';
import CompanionHint from '../../kit/companion/companion-hint.js';
import { TeamList } from './team-list.js';
import { Counts } from './counts.js';
import { Filters } from './filters.js';
import { sayReason } from './grade-reason.js';
import { ListActions } from './list-actions.js';
import { Paging } from '../../kit/design/paging.js';
import { PeopleCards } from './people-cards.js';
import { PeopleTable } from './people-table.js';
import { isFiltered, readWish, toQuery, writeWish, type RosterWish } from './roster-query.js';
import type { Roster } from './shapes.js';
import './staff.css';

/** As long as a grade is on its way. */
const LOOK = { everyMs: 5_000 };

export default function PeoplePage() {
  const { enrolmentId } = useSession();
  const wish = readWish(useSearch());
  const page = useLoad(`people ${enrolmentId} ${writeWish(wish, { page: wish.page })}`, (signal) =>
    call(roster, { params: { enrolmentId }, query: toQuery(wish), signal }),
  );
  useLookAgain(page, (page.value?.counts.gradesWaiting ?? 0) > 0, LOOK);
  if (page.value === null) {
    return (
      <Page title={m.course()} wide>
        {page.problem === null ? <Waiting /> : <Failed problem={page.problem} onRetry={page.reload} />}
      </Page>
    );
  }
  return (
    <Page title={page.value.courseTitle} wide>
      {page.problem !== null && <Failed problem={page.problem} onRetry={page.reload} heading={false} />}
      <People roster={page.value} wish={wish} busy={page.busy} onChange={page.look} />
    </Page>
  );
}

function People({ roster: list, wish, busy, onChange }: { roster: Roster; wish: RosterWish; busy: boolean; onChange: () => void }) {
  const { registrationId, enrolmentId } = useSession();
  const locale = useLocale();
  const wide = useWide();
  // on a phone the people come first
  const actions = list.counts.people > 0 && <ListActions enrolmentId={enrolmentId} wish={wish} />;
  function change(next: Partial<RosterWish>) {
    navigate(writeWish(wish, next), { replace: true });
  }
  return (
    <div className="stack stack-24 course-page">
      <div className="row row-apart">
        <PageHeading>{list.courseTitle}</PageHeading>
        <div className="row course-ways">
          <ToInbox />
          <Link className="button" href={pathTo('rooms', { reg: registrationId, enr: enrolmentId }, {})}>
            {m.hr_rooms()}
          </Link>
          {wide && actions}
        </div>
      </div>
      <p className="print-date">{m.print_date({ date: formatMoment(new Date().toISOString(), locale) })}</p>
      <ToChoose />
      <CompanionHint />
      <ColumnNotes columns={list.withoutColumn} onRead={onChange} />
      <CourseNotes roster={list.rosterState} waiting={list.counts.gradesWaiting} />
      {list.gradesBlocked !== null && (
        <Note look="amber">
          <strong>{m.grades_blocked()}</strong> {sayReason(list.gradesBlocked)}
        </Note>
      )}
      {list.counts.people === 0 && list.rows.length === 0 && list.team.length === 0 && !isFiltered(wish) ? (
        <Empty title={m.nobody_title()}>
          <p>{m.nobody_text()}</p>
        </Empty>
      ) : (
        <>
          <Counts counts={list.counts} wish={wish} onChange={change} />
          <Filters units={list.units} wish={wish} onChange={change} />
          <Rows list={list} wish={wish} busy={busy} onChange={change} />
          {!wide && actions}
          {list.team.length > 0 && <TeamList team={list.team} onChange={onChange} />}
        </>
      )}
    </div>
  );
}

function Rows({ list, wish, busy, onChange }: { list: Roster; wish: RosterWish; busy: boolean; onChange: (change: Partial<RosterWish>) => void }) {
  const wide = useWide();
  const units = wish.unitId === '' ? list.units : list.units.filter((unit) => unit.unitId === wish.unitId);
  return (
    <div aria-busy={busy} className={busy ? 'stack busy' : 'stack'}>
      <p role="status" className="soft">
        {m.people_found({ count: list.total })}
      </p>
      {list.rows.length === 0 && (
        <Empty title={m.none_found()}>
          <div>
            <Button onClick={() => onChange({ q: '', state: '', unitId: '' })}>{m.clear_filters()}</Button>
          </div>
        </Empty>
      )}
      {list.rows.length > 0 &&
        (wide ? <PeopleTable rows={list.rows} units={units} wish={wish} onChange={onChange} /> : <PeopleCards rows={list.rows} units={units} />)}
      <Paging page={list.page} size={list.size} total={list.total} onPage={(page) => onChange({ page })} />
    </div>
  );
}

/** The link this session came by has no target yet. */
function ToChoose() {
  const { registrationId, enrolmentId, linkId, target } = useSession();
  if (linkId === null || target !== null) return null;
  return (
    <Note look="amber">
      <p>
        {m.link_open()} <Link href={pathTo('choose', { reg: registrationId, enr: enrolmentId }, { link: linkId })}>{m.choose_now()}</Link>
      </p>
    </Note>
  );
}
