import { inboxCount } from '#lotse/contract';
import { call } from '../../kit/api/call.js';
import { useLoad } from '../../kit/api/use-load.js';
import { Link } from '../../kit/address/nav.js';
import { pathTo } from '../../kit/address/addresses.js';
import { useSession } from '../../kit/session/session.js';
import { m } from '../../paraglide/messages.js';

/** The entrance to the inbox, with how many answers wait. */
export function ToInbox() {
  const { registrationId, enrolmentId } = useSession();
  const { value } = useLoad(`inbox-count ${enrolmentId}`, (signal) => call(inboxCount, { params: { enrolmentId }, signal }));
  return (
    <Link className="button" href={pathTo('inbox', { reg: registrationId, enr: enrolmentId }, {})}>
      {value === null || value.waiting === 0 ? m.mk_inbox() : m.mk_inbox_count({ count: value.waiting })}
    </Link>
  );
}
