import { addDays, germanDay, myReports } from '#lotse/contract';
import FileText from 'lucide-react/icons/file-text';
import { call } from '../../kit/api/call.js';
import { useLoad } from '../../kit/api/use-load.js';
import { Link } from '../../kit/address/nav.js';
import { m } from '../../paraglide/messages.js';
import { pathTo } from '../../kit/address/addresses.js';
import { formatDate } from '../../kit/design/format.js';
import { useLocale } from '../../kit/session/locale.js';
import { useSession } from '../../kit/session/session.js';

/** So long a report waits for the trainee to open it; the server holds to it. */
const SHOWN_DAYS = 7;

/** On the start page, once a report was shown to me: the first card while it is new, the last one afterwards. Nothing at all before that, nor when it cannot be loaded. */
export default function ReportHint({ first }: { first: boolean }) {
  const { registrationId, enrolmentId } = useSession();
  const locale = useLocale();
  const here = { reg: registrationId, enr: enrolmentId };
  const { value } = useLoad('my reports hint', (signal) => call(myReports, { query: { page: 1, size: 1 }, signal }));
  const newest = value?.rows[0];
  if (newest?.isNew !== first) return null;
  const href = newest.isNew ? pathTo('report', here, { report: newest.reportId }) : pathTo('reports', here, {});
  return (
    <section className="card stack stack-8" aria-labelledby="my-report">
      <h2 id="my-report">{m.my_report()}</h2>
      {newest.isNew && <p>{m.my_report_goes_from({ date: formatDate(addDays(germanDay(new Date(newest.disclosedAt)), SHOWN_DAYS), locale) })}</p>}
      <p>{newest.isNew ? m.my_report_is_there({ author: newest.author }) : m.my_report_was_there()}</p>
      <div>
        <Link className="button" href={href}>
          <FileText aria-hidden size={18} />
          {newest.isNew ? m.my_report_read() : m.my_reports_all()}
        </Link>
      </div>
    </section>
  );
}
