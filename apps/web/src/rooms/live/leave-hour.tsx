import { lowerHand, type RoomMedia } from '#lotse/contract';
import DoorOpen from 'lucide-react/icons/door-open';
import { useState } from 'react';
import { pathTo } from '../../kit/address/addresses.js';
import { Link } from '../../kit/address/nav.js';
import { Button } from '../../kit/design/button.js';
import { Page, PageHeading } from '../../kit/frame/page.js';
import { useSession } from '../../kit/session/session.js';
import { m } from '../../paraglide/messages.js';
import { useMeeting } from '../meeting/meeting-context.js';
import { LiveSheet } from './live-sheet.js';

/** Goes without ending the hour. A raised hand is lowered, and nothing of it is waited for: leaving works without a network, too. */
export function useLeave(): () => void {
  const { live, view } = useMeeting();
  return () => {
    if (view.state.hands.some((hand) => hand.person === view.me?.person)) live.send(lowerHand, {}).catch(() => undefined);
    live.leaveHour();
  };
}

/** A trainee's way out of the running hour. */
export function LeaveButton() {
  const [open, setOpen] = useState(false);
  const leave = useLeave();
  return (
    <>
      <Button className="live-end" aria-haspopup="dialog" onClick={() => setOpen(true)}>
        <DoorOpen aria-hidden size={20} />
        {m.live_leave()}
      </Button>
      <LiveSheet title={m.live_leave_title()} open={open} onClose={() => setOpen(false)}>
        <div className="stack">
          <p>
            <OfMedia words={{ none: null, mesh: m.live_leave_media(), linkout: m.live_leave_call() }} /> {m.live_leave_text()}
          </p>
          <div className="row">
            <Button look="main" onClick={leave}>
              {m.live_leave_title()}
            </Button>
            <Button onClick={() => setOpen(false)}>{m.live_go_on()}</Button>
          </div>
        </div>
      </LiveSheet>
    </>
  );
}

/** What becomes of seeing and hearing; nothing where a room has neither. */
function OfMedia({ words }: { words: Record<RoomMedia, string | null> }) {
  return words[useMeeting().view.meeting?.media ?? 'none'];
}

/** After leaving: the way back into the hour, and where else to go. */
export function LeftHour() {
  const { view } = useMeeting();
  const { enrolmentId, registrationId } = useSession();
  const here = { reg: registrationId, enr: enrolmentId };
  const isTutor = view.me?.seat === 'tutor';
  return (
    <Page title={view.meeting?.title ?? m.live_meeting()}>
      <div className="stack stack-24">
        <PageHeading isNews>{isTutor ? m.live_left_title_tutor() : m.live_left_title()}</PageHeading>
        <p>
          <OfMedia words={{ none: null, mesh: m.live_left_media(), linkout: isTutor ? m.live_left_call_tutor() : m.live_leave_call() }} />{' '}
          {isTutor ? m.live_left_text_tutor() : m.live_leave_text()}
        </p>
        <div className="row">
          <Button look="main" onClick={() => window.location.reload()}>
            {m.live_come_back()}
          </Button>
          {view.meeting !== null && (
            <Link className="button" href={pathTo('room', here, { room: view.meeting.roomId })}>
              {m.live_to_room()}
            </Link>
          )}
          <Link className="button" href={pathTo('start', here, {})}>
            {m.live_to_start()}
          </Link>
        </div>
      </div>
    </Page>
  );
}
