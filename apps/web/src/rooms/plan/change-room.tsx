import { changeRoom, closeRoom, openRoom, roomPage, type RoomCard, type RoomPage } from '#lotse/contract';
import { useState } from 'react';
import { Link } from '../../kit/address/nav.js';
import { pathTo } from '../../kit/address/addresses.js';
import { call } from '../../kit/api/call.js';
import { useLoad } from '../../kit/api/use-load.js';
import { Button } from '../../kit/design/button.js';
import { Failed, Waiting } from '../../kit/design/states.js';
import { useUnsaved } from '../../kit/design/unsaved.js';
import { Field, Form, Refused, useSend } from '../../kit/form/form.js';
import { useSession } from '../../kit/session/session.js';
import { m } from '../../paraglide/messages.js';

/** Name and place of a room, and its end: a closed one stays readable and can be opened again. */
export function ChangeRoom({ room, onDone }: { room: RoomCard; onDone: () => void }) {
  const { enrolmentId } = useSession();
  const params = { enrolmentId, roomId: room.roomId };
  const found = useLoad(`change ${room.roomId}`, (signal) => call(roomPage, { params, query: { size: 1 }, signal }));
  if (found.problem !== null) return <Failed problem={found.problem} onRetry={found.reload} heading={false} />;
  if (found.value === null) return <Waiting />;
  return (
    <div className="stack stack-24">
      <Words page={found.value} onDone={onDone} />
      <section className="stack stack-8" aria-labelledby="close-room">
        <h3 id="close-room">{m.hr_room_close()}</h3>
        <p className="soft">{m.hr_room_close_text()}</p>
        <Step word={m.hr_room_close()} act={() => call(closeRoom, { params, body: {} })} onDone={onDone} />
      </section>
    </div>
  );
}

function Words({ page: { room, link }, onDone }: { page: RoomPage; onDone: () => void }) {
  const { enrolmentId } = useSession();
  const [title, setTitle] = useState(room.title);
  const [place, setPlace] = useState(room.placeLabel ?? '');
  useUnsaved({ title, place });
  async function save() {
    const body = { title, placeLabel: place.trim() || null, media: room.media, link };
    await call(changeRoom, { params: { enrolmentId, roomId: room.roomId }, body });
    onDone();
  }
  return (
    <Form submit={m.hr_save()} onSubmit={save}>
      <Field label={m.hr_room_title()} value={title} required maxLength={120} onChange={setTitle} />
      <Field label={m.hr_room_place()} value={place} maxLength={80} onChange={setPlace} />
    </Form>
  );
}

/** What was closed, folded away under the rooms in use. */
export function ClosedRooms({ rooms, onChange }: { rooms: readonly RoomCard[]; onChange: () => void }) {
  const { registrationId, enrolmentId } = useSession();
  if (rooms.length === 0) return null;
  return (
    <details className="fold">
      <summary>{m.hr_room_closed_list({ count: rooms.length })}</summary>
      <ul className="lines">
        {rooms.map((room) => (
          <li key={room.roomId} className="row row-apart">
            <Link href={pathTo('room', { reg: registrationId, enr: enrolmentId }, { room: room.roomId })}>{room.title}</Link>
            <Step
              word={m.hr_room_open()}
              label={m.hr_room_open_one({ room: room.title })}
              act={() => call(openRoom, { params: { enrolmentId, roomId: room.roomId }, body: {} })}
              onDone={onChange}
            />
          </li>
        ))}
      </ul>
    </details>
  );
}

interface StepProps {
  word: string;
  label?: string;
  act: () => Promise<unknown>;
  onDone: () => void;
}

function Step({ word, label, act, onDone }: StepProps) {
  const { busy, problem, send } = useSend();
  return (
    <div className="stack stack-8">
      <div>
        <Button aria-label={label} aria-disabled={busy} onClick={() => send(() => act().then(onDone))}>
          {word}
        </Button>
      </div>
      {problem !== null && <Refused problem={problem} />}
    </div>
  );
}
