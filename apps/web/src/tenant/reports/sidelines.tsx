import { REPORT_FILE_PATH, reportHistory, type ReportFormat } from '#lotse/contract';
import Download from 'lucide-react/icons/download';
import { useState } from 'react';
import { useSend } from '../../kit/form/form.js';
import { call, fillPath } from '../../kit/api/call.js';
import { useLoad } from '../../kit/api/use-load.js';
import { Button } from '../../kit/design/button.js';
import { formatMoment } from '../../kit/design/format.js';
import { Waiting } from '../../kit/design/states.js';
import { Link } from '../../kit/address/nav.js';
import { m } from '../../paraglide/messages.js';
import { useLocale } from '../../kit/session/locale.js';
import { Paging } from '../../kit/design/paging.js';
import { toReport } from '../../kit/report/addresses.js';
import { download } from '../../kit/api/download.js';
import { sayEvent } from '../../kit/report/events.js';
import { ReportRefused } from '../../kit/report/refused.js';
import { STATES } from '../../kit/report/words.js';
import type { PartProps } from './shapes.js';

/** Files, older versions, who did what: there when somebody asks. */
export function Sidelines(part: PartProps) {
  const hasOlder = part.page.versions.length > 1;
  return (
    <div className="card stack stack-8 sidelines">
      <Files {...part} />
      {hasOlder && <Versions {...part} />}
      <History {...part} />
    </div>
  );
}

const FORMATS: readonly [ReportFormat, () => string][] = [
  ['pdf', m.rep_file_pdf],
  ['json', m.rep_file_json],
  ['csv', m.rep_file_csv],
];

function Files({ tenantId, page }: PartProps) {
  const locale = useLocale();
  const { busy, problem, send } = useSend();
  const fetchFile = (format: ReportFormat) =>
    download(`${fillPath(REPORT_FILE_PATH, { tenantId, reportId: page.report.reportId, format })}?labels=${locale}`, `lotse.${format}`);
  return (
    <section className="stack stack-8" aria-labelledby="report-files">
      <h2 id="report-files">{m.rep_files()}</h2>
      <p className="soft small">{m.rep_files_text()}</p>
      <div className="row">
        {FORMATS.map(([format, word]) => (
          <Button key={format} aria-disabled={busy} onClick={() => send(() => fetchFile(format))}>
            <Download aria-hidden size={18} />
            {word()}
          </Button>
        ))}
      </div>
      {problem !== null && <ReportRefused problem={problem} />}
    </section>
  );
}

function Versions({ tenantId, page }: PartProps) {
  const locale = useLocale();
  return (
    <details className="fold">
      <summary>{m.rep_versions({ count: page.versions.length })}</summary>
      <ul className="lines">
        {page.versions.map(({ version, state, createdAt }, i) => (
          <li key={version} className="row row-apart">
            <Link
              href={toReport(tenantId, page.report.reportId, i === 0 ? undefined : version)}
              aria-current={version === page.report.version ? 'page' : undefined}
            >
              {m.rep_version({ version })}
            </Link>
            <span className="soft small">
              {STATES[state]()} · {formatMoment(createdAt, locale)}
            </span>
          </li>
        ))}
      </ul>
    </details>
  );
}

function History(part: PartProps) {
  const [open, setOpen] = useState(false);
  return (
    <details className="fold" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{m.rep_history()}</summary>
      {open && <Entries {...part} />}
    </details>
  );
}

const SIZE = 20;

function Entries({ tenantId, page }: PartProps) {
  const locale = useLocale();
  const [at, setAt] = useState(1);
  const { reportId } = page.report;
  const list = useLoad(`history ${reportId} ${at} ${page.revision}`, (signal) =>
    call(reportHistory, { params: { tenantId, reportId }, query: { page: at, size: SIZE }, signal }),
  );
  if (list.problem !== null) return <ReportRefused problem={list.problem} />;
  if (list.value === null) return <Waiting />;
  return (
    <div className="stack stack-8">
      <ul className="lines">
        {list.value.rows.map((row, i) => (
          <li key={`${row.at} ${i}`}>
            {sayEvent(row.event)}
            {row.version !== null && ` (${m.rep_version({ version: row.version })})`}
            <br />
            <span className="soft small">{m.rep_by_at({ name: row.who ?? m.rep_somebody(), date: formatMoment(row.at, locale) })}</span>
          </li>
        ))}
      </ul>
      <Paging page={at} size={SIZE} total={list.value.total} onPage={setAt} />
    </div>
  );
}
