import { useEffect, useMemo } from 'react';
import { Link, useAddress } from '../../kit/address/nav.js';
import { pathTo } from '../../kit/address/addresses.js';
import { sayProblem } from '../../kit/api/problem-sentence.js';
import { Button } from '../../kit/design/button.js';
import { Empty } from '../../kit/design/note.js';
import { Failed, Waiting } from '../../kit/design/states.js';
import { Page } from '../../kit/frame/page.js';
import { useSession } from '../../kit/session/session.js';
import { deviceId } from '../../kit/state/device.js';
import { m } from '../../paraglide/messages.js';
import { LiveConnection, ticketOfSession, type LiveView } from '../meeting/connection.js';
import { MeetingProvider, useMeeting } from '../meeting/meeting-context.js';
import { LeftHour } from './leave-hour.js';
import { Summary } from './summary.js';
import { TraineeView } from './trainee-view.js';
import { TutorView } from './tutor-view.js';
import './live.css';

/** One meeting, for tutors and trainees: the seat the server gives decides what is shown. */
export default function MeetingPage() {
  const { enrolmentId } = useSession();
  const meetingId = useAddress()?.values['meeting'] ?? '';
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
  if (view.hasLeft) return <LeftHour />;
  if (view.bye === 'put-back' || view.state.endedBy === 'put-back') return <Over view={{ ...view, bye: 'put-back' }} />;
  if (view.state.phase === 'ended' && view.meeting !== null) return <Summary />;
  if (view.problem?.code === 'meeting.over') return <Summary />;
  if (view.bye !== null) return <Over view={view} />;
  if (view.me === null) return <Joining />;
  return view.me.seat === 'tutor' ? <TutorView /> : <TraineeView />;
}

const WHY = {
  ended: m.live_bye_ended,
  'put-back': m.live_bye_put_back,
  removed: m.live_bye_removed,
  revoked: m.live_bye_removed,
  'signed-out': m.problem_signed_out,
  role: m.live_bye_role,
  unknown: m.live_bye_unknown,
  server: m.live_lost,
  busy: m.live_lost,
};

const LOOK_AGAIN_MS = 10_000;

/** Whoever comes before the tutor waits here, and the page goes on by itself once the hour has begun. */
function useBeginning(waits: boolean): void {
  const { enrolmentId } = useSession();
  const meetingId = useAddress()?.values['meeting'] ?? '';
  useEffect(() => {
    if (!waits) return;
    const look = () =>
      ticketOfSession(enrolmentId, meetingId)().then(
        () => window.location.reload(),
        () => undefined, // not yet
      );
    const timer = setInterval(() => void look(), LOOK_AGAIN_MS);
    return () => clearInterval(timer);
  }, [waits, enrolmentId, meetingId]);
}

/** The connection is over and does not come back by itself: why, what can be done, and where to go. */
function Over({ view }: { view: LiveView }) {
  const { enrolmentId, registrationId } = useSession();
  const { problem, bye } = view;
  const waits = problem?.code === 'meeting.not-begun';
  useBeginning(waits);
  if (problem !== null && !['not-found', 'conflict', 'forbidden'].includes(problem.kind))
    return (
      <Page title={m.live_meeting()}>
        <Failed problem={problem} onRetry={() => window.location.reload()} />
      </Page>
    );
  // whoever is kept out now may be let in a moment later
  const mayRetry = problem?.kind === 'conflict';
  return (
    <Page title={m.live_meeting()}>
      <Empty title={problem === null ? WHY[bye ?? 'unknown']() : sayProblem(problem)}>
        {bye === 'put-back' && <p>{m.live_bye_put_back_text()}</p>}
        {bye === 'removed' && <p>{m.live_bye_removed_text()}</p>}
        {waits && <p>{m.live_begins_by_itself()}</p>}
        <div className="row">
          {mayRetry && (
            <Button look="main" onClick={() => window.location.reload()}>
              {m.live_try_again()}
            </Button>
          )}
          <Link className="button" href={pathTo('start', { reg: registrationId, enr: enrolmentId }, {})}>
            {m.live_to_start()}
          </Link>
        </div>
      </Empty>
    </Page>
  );
}
