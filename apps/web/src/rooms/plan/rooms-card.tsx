import { addRoom, startMeeting, type RoomCard } from '#lotse/contract';
import { useState } from 'react';
import { Link } from '../../kit/address/nav.js';
import { pathTo } from '../../kit/address/addresses.js';
import { call } from '../../kit/api/call.js';
import { Button } from '../../kit/design/button.js';
import { Empty } from '../../kit/design/note.js';
import { Sheet } from '../../kit/design/sheet.js';
import { useUnsaved } from '../../kit/design/unsaved.js';
import { Field, Form, Refused, useSend } from '../../kit/form/form.js';
import { EnterHour } from '../../kit/hours/enter-hour.js';
import { useSession } from '../../kit/session/session.js';
import { m } from '../../paraglide/messages.js';
import { RoomMediaForm } from '../media/room-media.js';
import { PutBack } from '../meeting/put-back.js';
import { ChangeRoom, ClosedRooms } from './change-room.js';
import { LateForm } from './late-form.js';
import { PlanForm } from './plan-form.js';

type Doing = 'plan' | 'late' | 'media' | 'change';

/** The rooms of the course: plan in them, start at once, enter a past hour, change or close one, add one. */
export function RoomsCard({ rooms, onChange, onPlanned }: { rooms: readonly RoomCard[]; onChange: () => void; onPlanned: (day: string) => void }) {
  const [adding, setAdding] = useState(false);
  const [open, setOpen] = useState<{ doing: Doing; room: RoomCard } | null>(null);
  const inUse = rooms.filter((room) => !room.closed);
  const close = () => setOpen(null);
  const done = () => {
    close();
    setAdding(false);
    onChange();
  };
  return (
    <section className="stack" aria-labelledby="rooms">
      <h2 id="rooms">{m.hr_room_list()}</h2>
      {inUse.length === 0 && (
        <Empty title={m.hr_room_none()}>
          <p>{m.hr_room_none_text()}</p>
        </Empty>
      )}
      <ul className="tiles">
        {inUse.map((room) => (
          <Room key={room.roomId} room={room} onDo={(doing) => setOpen({ doing, room })} onChange={onChange} />
        ))}
      </ul>
      <div>
        <Button onClick={() => setAdding(true)}>{m.hr_room_add()}</Button>
      </div>
      <ClosedRooms rooms={rooms.filter((room) => room.closed)} onChange={onChange} />
      <Sheet title={m.hr_room_add()} open={adding} onClose={() => setAdding(false)}>
        <AddRoom onDone={done} />
      </Sheet>
      <Sheet title={open === null ? '' : TITLE[open.doing](open.room.title)} open={open !== null} onClose={close}>
        {open?.doing === 'plan' && <PlanForm key={open.room.roomId} room={open.room} onDone={onPlanned} onClose={close} />}
        {open?.doing === 'late' && <LateForm key={open.room.roomId} room={open.room} />}
        {open?.doing === 'media' && <RoomMediaForm key={open.room.roomId} room={open.room} onDone={done} />}
        {open?.doing === 'change' && <ChangeRoom key={open.room.roomId} room={open.room} onDone={done} />}
      </Sheet>
    </section>
  );
}

const TITLE: Record<Doing, (room: string) => string> = {
  plan: (room) => m.hr_plan_in({ room }),
  late: () => m.hr_room_late(),
  media: () => m.media_room(),
  change: () => m.hr_room_change(),
};

interface RoomProps {
  room: RoomCard;
  onDo: (doing: Doing) => void;
  onChange: () => void;
}

function Room({ room, onDo, onChange }: RoomProps) {
  const { registrationId, enrolmentId, role } = useSession();
  const { busy, problem, send } = useSend();
  const [begun, setBegun] = useState(false);
  const begin = () =>
    send(async () => {
      await call(startMeeting, { params: { enrolmentId, roomId: room.roomId }, body: {} });
      setBegun(true);
      onChange();
    });
  const putBack = () => {
    setBegun(false);
    onChange();
  };
  return (
    <li className="card stack stack-8">
      <strong>
        <Link href={pathTo('room', { reg: registrationId, enr: enrolmentId }, { room: room.roomId })}>{room.title}</Link>
      </strong>
      {room.placeLabel !== null && <span className="soft">{room.placeLabel}</span>}
      <div className="row">
        {room.live === null ? (
          <Button look="main" aria-disabled={busy} onClick={begin}>
            {m.hr_start_now()}
          </Button>
        ) : (
          <>
            <EnterHour meetingId={room.live.meetingId} isNext={begun} />
            {begun && <PutBack meetingId={room.live.meetingId} onDone={putBack} />}
          </>
        )}
        <Button onClick={() => onDo('plan')}>{m.hr_plan()}</Button>
        <Button look="quiet" onClick={() => onDo('media')}>
          {m.media_room()}
        </Button>
        <Button look="quiet" onClick={() => onDo('change')}>
          {m.hr_room_change()}
        </Button>
        {role === 'tutor' && (
          <Button look="quiet" onClick={() => onDo('late')}>
            {m.hr_room_late()}
          </Button>
        )}
      </div>
      {problem !== null && <Refused problem={problem} />}
    </li>
  );
}

function AddRoom({ onDone }: { onDone: () => void }) {
  const { enrolmentId } = useSession();
  const [title, setTitle] = useState('');
  const [place, setPlace] = useState('');
  useUnsaved({ title, place });
  async function save() {
    await call(addRoom, { params: { enrolmentId }, body: { title, placeLabel: place.trim() || null, media: 'none', link: null } });
    onDone();
  }
  return (
    <Form submit={m.hr_room_add()} onSubmit={save}>
      <Field label={m.hr_room_title()} value={title} required maxLength={120} onChange={setTitle} />
      <Field label={m.hr_room_place()} value={place} maxLength={80} onChange={setPlace} />
    </Form>
  );
}
