import { roomPage, startMeeting, type MeetingRow, type RoomPage as RoomPageShape } from '#lotse/contract';
import { useEffect, useState } from 'react';
import { BackLink } from '../../kit/address/back-link.js';
import { Link, useAddress } from '../../kit/address/nav.js';
import { pathTo } from '../../kit/address/addresses.js';
import { call } from '../../kit/api/call.js';
import { useLoad } from '../../kit/api/use-load.js';
import { Button } from '../../kit/design/button.js';
import { Empty, Note } from '../../kit/design/note.js';
import { Paging } from '../../kit/design/paging.js';
import { Failed, Waiting } from '../../kit/design/states.js';
import { Refused, useSend } from '../../kit/form/form.js';
import { Page, PageHeading } from '../../kit/frame/page.js';
import { EnterHour } from '../../kit/hours/enter-hour.js';
import { saySpan } from '../../kit/hours/hour-words.js';
import { useLocale } from '../../kit/session/locale.js';
import { isStaff, useSession } from '../../kit/session/session.js';
import { m } from '../../paraglide/messages.js';
import { RoomBoard } from '../board/room-board.js';
import { PutBack } from '../meeting/put-back.js';
import '../../kit/form/account.css';

const SIZE = 10;
const LOOK_MS = 20_000;

/** The lasting place: the hour that runs or comes next, the board, and the hours that were. */
export default function RoomPage() {
  const session = useSession();
  const { registrationId, enrolmentId } = session;
  const roomId = useAddress()?.values['room'] ?? '';
  const [page, setPage] = useState(1);
  const room = useLoad(`room ${roomId} ${page}`, (signal) => call(roomPage, { params: { enrolmentId, roomId }, query: { page, size: SIZE }, signal }));
  const { look } = room;
  useEffect(() => {
    const timer = window.setInterval(look, LOOK_MS);
    return () => window.clearInterval(timer);
  }, [look]);
  const here = { reg: registrationId, enr: enrolmentId };
  return (
    <Page title={room.value?.room.title ?? m.hr_room_list()} wide>
      <div className="stack stack-24">
        <div className="room-around">
          {isStaff(session) ? (
            <BackLink href={pathTo('rooms', here, {})}>{m.hr_rooms()}</BackLink>
          ) : (
            <BackLink href={pathTo('start', here, {})}>{m.live_to_start()}</BackLink>
          )}
        </div>
        {room.problem !== null ? (
          <Failed problem={room.problem} onRetry={room.reload} />
        ) : room.value === null ? (
          <Waiting />
        ) : (
          <Room page={room.value} onLook={look} onPage={setPage} />
        )}
      </div>
    </Page>
  );
}

function Room({ page, onLook, onPage }: { page: RoomPageShape; onLook: () => void; onPage: (page: number) => void }) {
  const { room, mayRun } = page;
  return (
    <>
      <div>
        <PageHeading>{room.title}</PageHeading>
        {room.placeLabel !== null && <span className="soft">{room.placeLabel}</span>}
      </div>
      <Now page={page} onLook={onLook} />
      {page.nextTime !== null && (
        <Note look="amber">
          {m.room_next_time()} {page.nextTime}
        </Note>
      )}
      <RoomBoard roomId={room.roomId} mayWrite={mayRun} />
      <PastHours page={page} onPage={onPage} />
    </>
  );
}

function Now({ page: { room, mayRun }, onLook }: { page: RoomPageShape; onLook: () => void }) {
  const { enrolmentId } = useSession();
  const locale = useLocale();
  const { busy, problem, send } = useSend();
  const [begun, setBegun] = useState(false);
  const begin = () =>
    send(async () => {
      await call(startMeeting, { params: { enrolmentId, roomId: room.roomId }, body: {} });
      setBegun(true);
      onLook();
    });
  const putBack = () => {
    setBegun(false);
    onLook();
  };
  const { live, next } = room;
  const planned = next?.plannedFrom && next.plannedTo ? { from: next.plannedFrom, to: next.plannedTo } : null;
  return (
    <section className="card stack room-around" aria-label={m.hr_next()}>
      {live !== null ? (
        <>
          <span className="badge badge-accent">{m.hr_next_live()}</span>
          <EnterHour meetingId={live.meetingId} isNext={begun} />
          {begun && (
            <div>
              <PutBack meetingId={live.meetingId} onDone={putBack} />
            </div>
          )}
        </>
      ) : (
        <>
          {room.closed && <p>{m.room_closed()}</p>}
          {!room.closed && <p>{planned === null ? m.room_no_next() : `${m.hr_next()}: ${saySpan(planned, locale)}`}</p>}
          {mayRun && !room.closed && (
            <div>
              <Button look="main" aria-disabled={busy} onClick={begin}>
                {m.hr_start_now()}
              </Button>
            </div>
          )}
        </>
      )}
      {problem !== null && <Refused problem={problem} />}
    </section>
  );
}

function PastHours({ page: { room, meetings, total, page }, onPage }: { page: RoomPageShape; onPage: (page: number) => void }) {
  const past = meetings.filter((one) => one.state === 'ended');
  return (
    <section className="stack stack-8 room-around" aria-labelledby="past-hours">
      <h2 id="past-hours">{m.room_past()}</h2>
      {past.length === 0 && page === 1 && (
        <Empty title={m.room_past_none()}>
          <p>{m.room_past_none_text()}</p>
        </Empty>
      )}
      <ul className="lines">
        {past.map((one) => (
          <PastHour key={one.meetingId} hour={one} roomId={room.roomId} />
        ))}
      </ul>
      <Paging page={page} size={SIZE} total={total} onPage={onPage} />
    </section>
  );
}

function PastHour({ hour, roomId }: { hour: MeetingRow; roomId: string }) {
  const { registrationId, enrolmentId } = useSession();
  const locale = useLocale();
  const [from, to] = [hour.startedAt ?? hour.plannedFrom ?? '', hour.endedAt ?? hour.plannedTo ?? ''];
  return (
    <li>
      <Link href={pathTo('pastHour', { reg: registrationId, enr: enrolmentId }, { room: roomId, meeting: hour.meetingId })}>
        {saySpan({ from, to }, locale)}
      </Link>
    </li>
  );
}
