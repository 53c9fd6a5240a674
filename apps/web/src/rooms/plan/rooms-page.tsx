import { addDays, rooms, weekPlan, type PlannedMeeting, type RoomCard, type WeekPlan } from '#lotse/contract';
import { useState } from 'react';
import { BackLink } from '../../kit/address/back-link.js';
import { Link } from '../../kit/address/nav.js';
import { pathTo } from '../../kit/address/addresses.js';
import { call } from '../../kit/api/call.js';
import { useLoad } from '../../kit/api/use-load.js';
import { Button } from '../../kit/design/button.js';
import { formatDate, formatDay } from '../../kit/design/format.js';
import { Failed, Waiting } from '../../kit/design/states.js';
import { Page, PageHeading } from '../../kit/frame/page.js';
import { saySpan } from '../../kit/hours/hour-words.js';
import { useLocale } from '../../kit/session/locale.js';
import { useSession } from '../../kit/session/session.js';
import { m } from '../../paraglide/messages.js';
import { GroupsCard } from './groups-card.js';
import { HourCard } from './hour-card.js';
import { RoomsCard } from './rooms-card.js';
import '../../kit/form/account.css';
import './hours.css';

/** The week of a course for those who teach it: hours to confirm, hours of the week, rooms and groups. */
export default function RoomsPage() {
  const { registrationId, enrolmentId } = useSession();
  const [day, setDay] = useState('');
  const week = useLoad(`week ${day}`, (signal) => call(weekPlan, { params: { enrolmentId }, query: day === '' ? {} : { day }, signal }));
  const list = useLoad('rooms', (signal) => call(rooms, { params: { enrolmentId }, query: { size: 100 }, signal }));
  const problem = week.problem ?? list.problem;
  const look = () => {
    week.look();
    list.look();
  };
  // what was planned is seen: its week is shown
  const planned = (first: string) => {
    setDay(first);
    look();
  };
  return (
    <Page title={m.hr_rooms()} wide>
      <div className="stack stack-24">
        <div>
          <BackLink href={pathTo('people', { reg: registrationId, enr: enrolmentId }, {})}>{m.overview()}</BackLink>
        </div>
        <PageHeading>{m.hr_rooms()}</PageHeading>
        {week.value === null || list.value === null ? (
          problem === null ? (
            <Waiting />
          ) : (
            <Failed problem={problem} onRetry={look} heading={false} />
          )
        ) : (
          <>
            <ToConfirm meetings={week.value.toConfirm} />
            <Week week={week.value} rooms={list.value.rooms} onDay={setDay} onChange={look} />
            <RoomsCard rooms={list.value.rooms} onChange={look} onPlanned={planned} />
            <GroupsCard />
          </>
        )}
      </div>
    </Page>
  );
}

function ToConfirm({ meetings }: { meetings: WeekPlan['toConfirm'] }) {
  const { registrationId, enrolmentId } = useSession();
  const locale = useLocale();
  if (meetings.length === 0) return null;
  return (
    <section className="card stack" aria-labelledby="to-confirm">
      <h2 id="to-confirm">{m.hr_to_confirm()}</h2>
      <p className="soft">{m.hr_to_confirm_text()}</p>
      <ul className="lines">
        {meetings.map((one) => (
          <li key={one.meetingId}>
            <Link href={pathTo('sheet', { reg: registrationId, enr: enrolmentId }, { meeting: one.meetingId })}>
              {one.roomTitle} · {saySpan(one, locale)}
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}

interface WeekProps {
  week: WeekPlan;
  rooms: readonly RoomCard[];
  onDay: (day: string) => void;
  onChange: () => void;
}

function Week({ week, onDay, onChange }: WeekProps) {
  const locale = useLocale();
  const days = new Map<string, PlannedMeeting[]>();
  for (const one of week.meetings) {
    const day = formatDay(one.from, locale, 'long');
    days.set(day, [...(days.get(day) ?? []), one]);
  }
  return (
    <section className="stack" aria-labelledby="week">
      <div className="row row-apart">
        <h2 id="week">{m.hr_week_of({ day: formatDate(`${week.monday}T12:00:00`, locale) })}</h2>
        <div className="row hour-weeks">
          <Button aria-label={m.hr_week_before()} onClick={() => onDay(addDays(week.monday, -7))}>
            {m.hr_before()}
          </Button>
          <Button onClick={() => onDay('')}>{m.hr_week_this()}</Button>
          <Button aria-label={m.hr_week_next()} onClick={() => onDay(addDays(week.monday, 7))}>
            {m.hr_after()}
          </Button>
        </div>
      </div>
      {week.meetings.length === 0 && <p className="soft">{m.hr_week_empty()}</p>}
      <div className="hour-days">
        {[...days].map(([day, meetings]) => (
          <div key={day} className="stack stack-8">
            <h3>{day}</h3>
            <ul className="tiles">
              {meetings.map((one) => (
                <HourCard key={one.meetingId} meeting={one} now={week.now} onChange={onChange} />
              ))}
            </ul>
          </div>
        ))}
      </div>
    </section>
  );
}
