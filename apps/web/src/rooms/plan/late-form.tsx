import { enterLate, germanDay, type RoomCard } from '#lotse/contract';
import { useState } from 'react';
import { navigate } from '../../kit/address/nav.js';
import { pathTo } from '../../kit/address/addresses.js';
import { call } from '../../kit/api/call.js';
import { Button } from '../../kit/design/button.js';
import { useUnsaved } from '../../kit/design/unsaved.js';
import { Refused, useSend } from '../../kit/form/form.js';
import { useSession } from '../../kit/session/session.js';
import { m } from '../../paraglide/messages.js';
import { firstWhen, whenBody, WhenFields } from './when-fields.js';

/** An hour that was held without Lotse; its attendance is confirmed on the next page. */
export function LateForm({ room }: { room: RoomCard }) {
  const { registrationId, enrolmentId } = useSession();
  const [when, setWhen] = useState(() => firstWhen(room, germanDay(new Date())));
  useUnsaved(when);
  const { busy, problem, send } = useSend();
  const save = () =>
    send(async () => {
      const { meetingId } = await call(enterLate, { params: { enrolmentId, roomId: room.roomId }, body: whenBody(when) });
      navigate(pathTo('sheet', { reg: registrationId, enr: enrolmentId }, { meeting: meetingId }));
    });
  return (
    <div className="stack">
      <WhenFields value={when} onChange={setWhen} />
      {problem !== null && <Refused problem={problem} />}
      <div>
        <Button look="main" aria-disabled={busy} onClick={save}>
          {m.hr_room_late()}
        </Button>
      </div>
    </div>
  );
}
