import { excuseMe, germanDay, type UpcomingMeeting } from '#lotse/contract';
import { useState } from 'react';
import { Link } from '../../kit/address/nav.js';
import { pathTo } from '../../kit/address/addresses.js';
import { call } from '../../kit/api/call.js';
import { Button } from '../../kit/design/button.js';
import { formatTime } from '../../kit/design/format.js';
import { Note } from '../../kit/design/note.js';
import { EnterHour } from '../../kit/hours/enter-hour.js';
import { sayProblem } from '../../kit/api/problem-sentence.js';
import { sayChange, saySpan } from '../../kit/hours/hour-words.js';
import { useLocale } from '../../kit/session/locale.js';
import { useSession } from '../../kit/session/session.js';
import { m } from '../../paraglide/messages.js';
import { isOpenAt, type Upcoming } from './upcoming.js';

/** The next hour on the start page. Nothing at all where none is planned, nor when it cannot be loaded: the page stands without it. */
export default function NextMeeting({ upcoming: { value, look } }: { upcoming: Upcoming }) {
  const { registrationId, enrolmentId } = useSession();
  const hours = (
    <Link className="link-row" href={pathTo('hours', { reg: registrationId, enr: enrolmentId }, {})}>
      {m.hr_mine()}
    </Link>
  );
  const [next, ...later] = value?.meetings ?? [];
  if (value === null || next === undefined) return <div>{hours}</div>;
  return (
    <section className="card stack" aria-labelledby="next-hour">
      <h2 id="next-hour">{m.hr_next()}</h2>
      <Hour meeting={next} now={value.now} onChange={look} />
      <Later meetings={later.slice(0, 3)} />
      <div>{hours}</div>
    </section>
  );
}

function Hour({ meeting, now, onChange }: { meeting: UpcomingMeeting; now: string; onChange: () => void }) {
  const { registrationId, enrolmentId } = useSession();
  const locale = useLocale();
  const isOpen = isOpenAt(meeting, now);
  const facts = [meeting.placeLabel, meeting.tutor && m.hr_next_with({ name: meeting.tutor })].filter(Boolean).join(' · ');
  return (
    <div className="stack stack-8">
      <strong>
        <Link href={pathTo('room', { reg: registrationId, enr: enrolmentId }, { room: meeting.roomId })}>{meeting.roomTitle}</Link>
      </strong>
      <span>{saySpan(meeting, locale)}</span>
      {facts !== '' && <span className="soft">{facts}</span>}
      {meeting.change !== null && <Note look="amber">{sayChange(meeting.change)}</Note>}
      {meeting.state === 'live' && <span className="badge badge-accent">{m.hr_next_live()}</span>}
      {meeting.state !== 'cancelled' && <EnterHour meetingId={meeting.meetingId} isOpen={isOpen} />}
      {meeting.state === 'planned' && !isOpen && <span className="soft small">{m.hr_next_opens({ time: formatTime(meeting.opensAt, locale) })}</span>}
      {meeting.state === 'planned' && <Excuse meeting={meeting} now={now} onChange={onChange} />}
    </div>
  );
}

function Excuse({ meeting: { meetingId, from, isExcused }, now, onChange }: { meeting: UpcomingMeeting; now: string; onChange: () => void }) {
  const { enrolmentId, role } = useSession();
  const [fault, setFault] = useState<string | null>(null);
  const isToday = germanDay(new Date(from)) === germanDay(new Date(now));
  if (role !== 'trainee') return null;
  function say() {
    setFault(null);
    call(excuseMe, { params: { enrolmentId, meetingId }, body: { isComing: isExcused } }).then(onChange, (error: unknown) => setFault(sayProblem(error)));
  }
  return (
    <div className="stack stack-4">
      {isExcused && <Note role="status">{m.hr_next_excused()}</Note>}
      <div>
        <Button look="quiet" onClick={say}>
          {isExcused ? m.hr_next_come() : m.hr_next_not_come()}
        </Button>
      </div>
      {!isExcused && <span className="soft small">{isToday ? m.hr_next_excuse_today() : m.hr_next_excuse_hint()}</span>}
      {fault !== null && (
        <Note look="wrong" role="alert">
          {fault}
        </Note>
      )}
    </div>
  );
}

function Later({ meetings }: { meetings: readonly UpcomingMeeting[] }) {
  const locale = useLocale();
  if (meetings.length === 0) return null;
  return (
    <div className="stack stack-4">
      <h3>{m.hr_next_more()}</h3>
      <ul className="stack stack-4">
        {meetings.map((one) => (
          <li key={one.meetingId}>
            {saySpan(one, locale)}
            {one.state === 'cancelled' && ` · ${m.hr_s_cancelled()}`}
          </li>
        ))}
      </ul>
    </div>
  );
}
