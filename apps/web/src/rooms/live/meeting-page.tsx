import { useEffect, useMemo } from 'react';
import { Link, usePlace } from '../../kit/address/nav.js';
import { pathTo } from '../../kit/address/places.js';
import { Empty } from '../../kit/design/note.js';
import { Failed, Waiting } from '../../kit/design/states.js';
import { Page } from '../../kit/frame/page.js';
import { useSession } from '../../kit/session/session.js';
import { deviceId } from '../../kit/state/device.js';
import { m } from '../../paraglide/messages.js';
import { LiveConnection, ticketOfSession, type LiveView } from '../meeting/connection.js';
import { MeetingProvider, useMeeting } from '../meeting/meeting-context.js';
import { Summary } from './summary.js';
import { TraineeView } from './trainee-view.js';
import { TutorView } from './tutor-view.js';
import './live.css';

/** One meeting, for tutors and trainees: the seat the server gives decides what is shown. */
export default function MeetingPage() {
  const { enrolmentId } = useSession();
  const meetingId = usePlace()?.values['meeting'] ?? '';
  const live = useMemo(() => new LiveConnection(ticketOfSession(enrolmentId, meetingId), deviceId()), [enrolmentId, meetingId]);
  useEffect(() => {
    void live.open();
    return () => live.close();
  }, [live]);
  return (
    <MeetingProvider live={live}>
      <Seat />
    </MeetingProvider>
  );
}

function Joining() {
  return (
    <Page title={m.live_meeting()}>
      <Waiting />
    </Page>
  );
}

function Seat() {
  const { view } = useMeeting();
  useEffect(() => {
    if (view.meeting !== null) document.title = `${view.meeting.title} · Lotse`;
  }, [view.meeting]);
  if (view.state.phase === 'ended' && view.meeting !== null) return <Summary />;
  if (view.bye !== null) return <Over view={view} />;
  if (view.me === null) return <Joining />;
  return view.me.seat === 'tutor' ? <TutorView /> : <TraineeView />;
}

const WHY = {
  ended: m.live_bye_ended,
  removed: m.live_bye_removed,
  revoked: m.live_bye_removed,
  'signed-out': m.problem_signed_out,
  role: m.live_bye_role,
  unknown: m.live_bye_unknown,
  server: m.live_lost,
  busy: m.live_lost,
};

/** The connection is over and does not come back by itself: why, and where to go. */
function Over({ view }: { view: LiveView }) {
  const { enrolmentId, registrationId } = useSession();
  const isKnown = view.problem === null || ['not-found', 'conflict', 'forbidden'].includes(view.problem.kind);
  return (
    <Page title={m.live_meeting()}>
      {isKnown ? (
        <Empty title={WHY[view.bye ?? 'unknown']()}>
          <p>
            <Link href={pathTo('start', { reg: registrationId, enr: enrolmentId }, {})}>{m.live_to_start()}</Link>
          </p>
        </Empty>
      ) : (
        <Failed problem={view.problem} onRetry={() => window.location.reload()} />
      )}
    </Page>
  );
}
