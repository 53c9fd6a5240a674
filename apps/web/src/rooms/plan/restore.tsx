import { restoreMeeting, type PlannedMeeting } from '#lotse/contract';
import { call } from '../../kit/api/call.js';
import { Button } from '../../kit/design/button.js';
import { Refused, useSend } from '../../kit/form/form.js';
import { useSession } from '../../kit/session/session.js';
import { m } from '../../paraglide/messages.js';

/** An hour that was called off, alone or with others of its series, takes place after all. */
export function Restore({ meeting, onDone }: { meeting: PlannedMeeting; onDone: () => void }) {
  const { enrolmentId } = useSession();
  const { busy, problem, send } = useSend();
  const { meetingId, calledOff } = meeting;
  const restore = (which: 'one' | 'together') => () => send(() => call(restoreMeeting, { params: { enrolmentId, meetingId }, body: { which } }).then(onDone));
  return (
    <>
      <Button look="quiet" aria-disabled={busy} onClick={restore('one')}>
        {calledOff > 1 ? m.hr_restore_one() : m.hr_restore()}
      </Button>
      {calledOff > 1 && (
        <Button look="quiet" aria-disabled={busy} onClick={restore('together')}>
          {m.hr_restore_all({ count: calledOff })}
        </Button>
      )}
      {problem !== null && <Refused problem={problem} />}
    </>
  );
}
