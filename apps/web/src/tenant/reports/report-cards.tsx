import type { ReportRow } from '#lotse/contract';
import MessageCircle from 'lucide-react/icons/message-circle-question-mark';
import PenLine from 'lucide-react/icons/pen-line';
import type { output } from 'zod/mini';
import { formatDate, formatMoment } from '../../kit/design/format.js';
import { Link } from '../../kit/address/nav.js';
import { m } from '../../paraglide/messages.js';
import { useLocale } from '../../kit/session/locale.js';
import { toReport } from '../../kit/report/addresses.js';
import { OCCASIONS, STATES } from '../../kit/report/words.js';

type Row = output<typeof ReportRow>;
const LOOKS = { DRAFT: 'badge', REVIEWED: 'badge', DISCLOSED: 'badge badge-accent', RELEASED: 'badge badge-good', HANDED_OVER: 'badge badge-good' } as const;

/** One card for each report; what came in stands out. */
export function ReportCards({ tenantId, rows, withName }: { tenantId: string; rows: readonly Row[]; withName: boolean }) {
  return (
    <ul className="stack">
      {rows.map((row) => (
        <Card key={row.reportId} tenantId={tenantId} row={row} withName={withName} />
      ))}
    </ul>
  );
}

function Card({ tenantId, row, withName }: { tenantId: string; row: Row; withName: boolean }) {
  const locale = useLocale();
  const occasion = OCCASIONS[row.occasion]();
  return (
    <li className="card report-card">
      <div className="stack stack-4">
        {row.opens ? (
          <Link className="report-card-name" href={toReport(tenantId, row.reportId)}>
            {withName ? row.name : occasion}
          </Link>
        ) : (
          <span className="report-card-name">{withName ? row.name : occasion}</span>
        )}
        <span>
          {withName && `${occasion}, `}
          {m.rep_from_to({ from: formatDate(row.from, locale), to: formatDate(row.to, locale) })}
        </span>
        <span className="soft small">
          {row.dueOn !== null && `${m.rep_due_on({ date: formatDate(row.dueOn, locale) })} · `}
          {m.rep_changed_at({ date: formatMoment(row.changedAt, locale) })}
        </span>
      </div>
      <div className="stack stack-4 report-card-state">
        <span className={LOOKS[row.state]}>{STATES[row.state]()}</span>
        {row.openQuestions > 0 && (
          <span className="badge badge-amber">
            <MessageCircle aria-hidden size={18} />
            {m.rep_questions_open({ count: row.openQuestions })}
          </span>
        )}
        {row.hasStatement && (
          <span className="badge badge-accent">
            <PenLine aria-hidden size={18} />
            {m.rep_has_statement()}
          </span>
        )}
        {row.state === 'DISCLOSED' && !row.hasStatement && <span className="soft small">{row.seenByTrainee ? m.rep_was_seen() : m.rep_not_seen()}</span>}
        {!row.opens && <span className="soft small">{m.rep_not_out()}</span>}
        {row.openReleases > 0 && <span className="soft small">{m.rep_releases_open({ count: row.openReleases })}</span>}
      </div>
    </li>
  );
}
