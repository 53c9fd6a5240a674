import { Link, useAddress } from '../../kit/address/nav.js';
import { pathTo } from '../../kit/address/addresses.js';
import { PageHeading, Page } from '../../kit/frame/page.js';
import { useSession } from '../../kit/session/session.js';
import { m } from '../../paraglide/messages.js';
import { useMeeting } from '../meeting/meeting-context.js';
import { HourSummary } from '../summary/hour-summary.js';

/** After the hour, also for somebody who opens its address later: who was there and what was done; then on to confirming it, or back to practising. */
export function Summary() {
  const { view } = useMeeting();
  const { enrolmentId, registrationId } = useSession();
  const meetingId = useAddress()?.values['meeting'] ?? '';
  return (
    <Page title={view.meeting?.title ?? m.live_meeting()}>
      <div className="stack stack-24">
        <PageHeading isNews={view.me !== null}>{m.live_over_title()}</PageHeading>
        {view.me !== null && <p>{view.me.seat === 'tutor' ? m.live_over_tutor() : m.live_over_trainee()}</p>}
        <HourSummary meetingId={meetingId} />
        <p>
          <Link className="button" href={pathTo('start', { reg: registrationId, enr: enrolmentId }, {})}>
            {m.live_to_start()}
          </Link>
        </p>
      </div>
    </Page>
  );
}
