import { putBackMeeting } from '#lotse/contract';
import { call } from '../../kit/api/call.js';
import { Button } from '../../kit/design/button.js';
import { Refused, useSend } from '../../kit/form/form.js';
import { useSession } from '../../kit/session/session.js';
import { m } from '../../paraglide/messages.js';

/** An hour that was begun by mistake: the server says whether it is too late for that. */
export function PutBack({ meetingId, onDone }: { meetingId: string; onDone: () => void }) {
  const { enrolmentId } = useSession();
  const { busy, problem, send } = useSend();
  const putBack = () => send(() => call(putBackMeeting, { params: { enrolmentId, meetingId }, body: {} }).then(onDone));
  return (
    <>
      <Button look="quiet" aria-disabled={busy} onClick={putBack}>
        {m.hr_put_back()}
      </Button>
      {problem !== null && <Refused problem={problem} />}
    </>
  );
}
