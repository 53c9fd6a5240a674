import { addRoom } from '#lotse/contract';
import { useState } from 'react';
import { call } from '../../kit/api/call.js';
import { Button } from '../../kit/design/button.js';
import { Field, Refused, useSend } from '../../kit/form/form.js';
import { useSession } from '../../kit/session/session.js';
import { m } from '../../paraglide/messages.js';
import { toggled, type Pick, type PickItem } from './fitting.js';
import { Choice } from './pick-list.js';

interface Props {
  rooms: Pick['rooms'];
  items: readonly PickItem[];
  several: boolean;
  onItems: (items: PickItem[]) => void;
}

/** Live rooms of this course as activities; a new one is made here and chosen at once. */
export function PickRooms({ rooms, items, several, onItems }: Props) {
  const { enrolmentId } = useSession();
  const [made, setMade] = useState<Pick['rooms']>([]);
  const [title, setTitle] = useState('');
  const { busy, problem, send } = useSend();
  const add = () =>
    send(async () => {
      if (title.trim() === '') return;
      const { roomId } = await call(addRoom, { params: { enrolmentId }, body: { title: title.trim(), placeLabel: null, media: 'none', link: null } });
      setMade([...made, { roomId, title: title.trim() }]);
      setTitle('');
      onItems(toggled(items, { kind: 'room', id: roomId }, several));
    });
  return (
    <fieldset className="pick-module">
      <legend>
        <h2>{m.choose_rooms()}</h2>
      </legend>
      <p className="soft">{m.choose_rooms_text()}</p>
      {[...rooms, ...made].map((room) => (
        <Choice
          key={room.roomId}
          item={{ kind: 'room', id: room.roomId }}
          items={items}
          several={several}
          onToggle={(item) => onItems(toggled(items, item, several))}
        >
          <strong lang="de">{room.title}</strong>
        </Choice>
      ))}
      <div className="row">
        <Field label={m.choose_room_name()} value={title} maxLength={120} onChange={setTitle} />
        <Button onClick={add} aria-disabled={busy || title.trim() === ''}>
          {m.choose_room_add()}
        </Button>
      </div>
      {problem !== null && <Refused problem={problem} />}
    </fieldset>
  );
}
