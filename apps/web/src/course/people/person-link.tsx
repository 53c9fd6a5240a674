import { formatMoment } from '../../kit/design/format.js';
import { Link } from '../../kit/address/nav.js';
import { m } from '../../paraglide/messages.js';
import { pathTo } from '../../kit/address/addresses.js';
import { useLocale } from '../../kit/session/locale.js';
import { useSession } from '../../kit/session/session.js';
import type { Roster } from './shapes.js';

/** The name leads to the person. Moodle may have kept it back. */
export function PersonLink({ row }: { row: Roster['rows'][number] }) {
  const { registrationId, enrolmentId } = useSession();
  return (
    <>
      <Link className="person-link" href={pathTo('person', { reg: registrationId, enr: enrolmentId }, { person: row.personId })}>
        {row.name === '' ? m.no_name() : row.name}
      </Link>
      {row.test && <span className="badge test-badge">{m.test_person()}</span>}
    </>
  );
}

export function LastSeen({ at }: { at: string | null }) {
  const locale = useLocale();
  if (at === null) return <span className="soft small">{m.never_seen()}</span>;
  return (
    <time className="soft small figures" dateTime={at}>
      {formatMoment(at, locale)}
    </time>
  );
}
