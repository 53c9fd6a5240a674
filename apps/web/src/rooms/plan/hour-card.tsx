import { isOpening, startMeeting, SupportElement, type PlannedMeeting } from '#lotse/contract';
import { useState } from 'react';
import { Link } from '../../kit/address/nav.js';
import { pathTo } from '../../kit/address/addresses.js';
import { call } from '../../kit/api/call.js';
import { Button } from '../../kit/design/button.js';
import { formatTime } from '../../kit/design/format.js';
import { Note } from '../../kit/design/note.js';
import { Refused, useSend } from '../../kit/form/form.js';
import { EnterHour } from '../../kit/hours/enter-hour.js';
import { ELEMENTS, sayChange } from '../../kit/hours/hour-words.js';
import { useLocale } from '../../kit/session/locale.js';
import { useSession } from '../../kit/session/session.js';
import { m } from '../../paraglide/messages.js';
import { PutBack } from '../meeting/put-back.js';
import { ChangeSheet } from './change-sheet.js';
import { PrepareSheet } from './prepare-sheet.js';
import { Restore } from './restore.js';

interface Props {
  meeting: PlannedMeeting;
  now: string;
  onChange: () => void;
}
const STATE = { planned: m.hr_s_planned, live: m.hr_s_live, ended: m.hr_s_ended, cancelled: m.hr_s_cancelled } as const;

/** One hour of the week and what can be done with it now. */
export function HourCard({ meeting, now, onChange }: Props) {
  const locale = useLocale();
  const isMissed = meeting.state === 'planned' && meeting.to <= now;
  const element = SupportElement.safeParse(meeting.supportElement).data;
  const facts = [
    meeting.placeLabel,
    meeting.groupName ?? m.hr_group_all(),
    m.hr_people({ count: meeting.people }),
    meeting.tutor,
    element && ELEMENTS[element](),
    meeting.state === 'planned' && meeting.isPrepared && m.hr_prepared(),
  ];
  return (
    <li className="card stack stack-8">
      <div className="row row-apart">
        <strong>
          {formatTime(meeting.from, locale)} – {formatTime(meeting.to, locale)}
        </strong>
        <span className={meeting.state === 'live' ? 'badge badge-accent' : 'badge'}>{isMissed ? m.hr_s_missed() : STATE[meeting.state]()}</span>
      </div>
      <span>{meeting.roomTitle}</span>
      <span className="soft small">{facts.filter(Boolean).join(' · ')}</span>
      {meeting.change !== null && <Note look="amber">{sayChange(meeting.change)}</Note>}
      <Actions meeting={meeting} now={now} isMissed={isMissed} onChange={onChange} />
    </li>
  );
}

function Actions({ meeting, now, isMissed, onChange }: Props & { isMissed: boolean }) {
  const { registrationId, enrolmentId } = useSession();
  const [changing, setChanging] = useState(false);
  const [preparing, setPreparing] = useState(false);
  const { busy, problem, send } = useSend();
  const [begun, setBegun] = useState(false);
  const isSoon = meeting.state === 'planned' && !isMissed && isOpening(meeting.from, now);
  const begin = () =>
    send(async () => {
      await call(startMeeting, { params: { enrolmentId, roomId: meeting.roomId }, body: { meetingId: meeting.meetingId } });
      setBegun(true);
      onChange();
    });
  const putBack = () => {
    setBegun(false);
    onChange();
  };
  return (
    <>
      <div className="row">
        {meeting.state === 'live' && <EnterHour meetingId={meeting.meetingId} isNext={begun} />}
        {meeting.mayPutBack && <PutBack meetingId={meeting.meetingId} onDone={putBack} />}
        {meeting.calledOff > 0 && <Restore meeting={meeting} onDone={onChange} />}
        {isSoon && (
          <Button look="main" aria-disabled={busy} onClick={begin}>
            {m.hr_start_now()}
          </Button>
        )}
        {meeting.state === 'planned' && !isMissed && <Button onClick={() => setPreparing(true)}>{m.hr_prepare()}</Button>}
        {meeting.state === 'planned' && !isMissed && (
          <Button look="quiet" onClick={() => setChanging(true)}>
            {m.hr_change()}
          </Button>
        )}
        {(meeting.attendance === 'open' || meeting.attendance === 'confirmed') && (
          <Link className="button" href={pathTo('sheet', { reg: registrationId, enr: enrolmentId }, { meeting: meeting.meetingId })}>
            {meeting.attendance === 'open' ? m.hr_a_open() : m.hr_a_confirmed()}
          </Link>
        )}
      </div>
      {problem !== null && <Refused problem={problem} />}
      <PrepareSheet meeting={preparing ? meeting : null} onClose={() => setPreparing(false)} onDone={onChange} />
      <ChangeSheet meeting={changing ? meeting : null} onClose={() => setChanging(false)} onDone={onChange} />
    </>
  );
}
