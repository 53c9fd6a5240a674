import { BackLink } from '../../kit/address/back-link.js';
import { useAddress } from '../../kit/address/nav.js';
import { pathTo } from '../../kit/address/addresses.js';
import { Page, PageHeading } from '../../kit/frame/page.js';
import { useSession } from '../../kit/session/session.js';
import { m } from '../../paraglide/messages.js';
import { HourSummary } from '../summary/hour-summary.js';
import '../../kit/form/account.css';

/** One hour that was. */
export default function PastHourPage() {
  const { registrationId, enrolmentId } = useSession();
  const place = useAddress();
  const [room, meeting] = [place?.values['room'] ?? '', place?.values['meeting'] ?? ''];
  return (
    <Page title={m.sum_title()}>
      <div className="stack stack-24">
        <div>
          <BackLink href={pathTo('room', { reg: registrationId, enr: enrolmentId }, { room })}>{m.room_to()}</BackLink>
        </div>
        <PageHeading>{m.sum_title()}</PageHeading>
        <HourSummary meetingId={meeting} />
      </div>
    </Page>
  );
}
