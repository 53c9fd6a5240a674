import { reportPage } from '#lotse/contract';
import ArrowLeft from 'lucide-react/icons/arrow-left';
import { useEffect, useRef, useState } from 'react';
import { useTenantLoad } from '../../kit/frame/use-tenant-load.js';
import { Frame } from '../../kit/frame/staff-frame.js';
import { call } from '../../kit/api/call.js';
import { formatDate } from '../../kit/design/format.js';
import { Note } from '../../kit/design/note.js';
import { Waiting } from '../../kit/design/states.js';
import { Link, useSearch } from '../../kit/address/nav.js';
import { m } from '../../paraglide/messages.js';
import { useLocale } from '../../kit/session/locale.js';
import { PageHeading } from '../../kit/frame/page.js';
import { toReport, toReportsOf } from '../../kit/report/addresses.js';
import { Letter } from '../../kit/report/letter/letter.js';
import { ReportFailed } from '../../kit/report/report-failed.js';
import { OCCASIONS } from '../../kit/report/words.js';
import { Draft } from './draft.js';
import type { PartProps } from './shapes.js';
import { Sidelines } from './sidelines.js';
import { States } from './states.js';
import { Steps } from './steps.js';

/** One report of a participation, for companion, deputy and office. */
export function ReportPage({ tenantId, reportId }: { tenantId: string; reportId: string }) {
  const version = Number(new URLSearchParams(useSearch()).get('version')) || undefined;
  const page = useTenantLoad(`report ${reportId} ${version ?? ''}`, (signal) =>
    call(reportPage, { params: { tenantId, reportId }, query: version === undefined ? {} : { version }, signal }),
  );
  useNextStep(page.value);
  const name = page.value?.report.facts.participant.name ?? m.rep_report();
  return (
    <Frame title={name} wide>
      {page.problem !== null ? (
        <ReportFailed problem={page.problem} onRetry={page.reload} />
      ) : page.value === null ? (
        <Waiting />
      ) : (
        <Report key={page.value.report.version} tenantId={tenantId} page={page.value} onChange={page.reload} isOld={version !== undefined} />
      )}
    </Frame>
  );
}

/** After signing, showing or releasing: the next step comes into view and has the focus, which reads it out. */
function useNextStep(page: PartProps['page'] | null): void {
  const known = useRef<string | null>(null);
  const at = page && `${page.state} ${page.releases.length}`;
  useEffect(() => {
    if (at !== null && known.current !== null && known.current !== at) {
      const step = document.querySelector<HTMLElement>('.report [id^="step-"]:not(#step-questions)') ?? document.querySelector<HTMLElement>('main h1');
      step?.setAttribute('tabindex', '-1');
      step?.focus({ preventScroll: true });
      step?.scrollIntoView({ block: 'center' });
    }
    known.current = at;
  }, [at]);
}

function Report({ isOld, ...part }: PartProps & { isOld: boolean }) {
  const [editing, setEditing] = useState(false);
  const { page } = part;
  const writes = page.mayWrite && !isOld && (page.state === 'DRAFT' || editing);
  return (
    <div className="stack stack-24">
      <Top {...part} />
      {isOld && (
        <Note look="amber">
          {m.rep_old_version({ version: page.report.version })} <Link href={toReport(part.tenantId, page.report.reportId)}>{m.rep_to_newest()}</Link>
        </Note>
      )}
      {writes ? (
        <Draft key={page.revision} {...part} onLeave={() => setEditing(false)} />
      ) : (
        <div className="report">
          <div className="card">
            <Letter report={page.report} heading={(name) => <h2>{name}</h2>} />
          </div>
          <div className="stack stack-24">
            {!isOld && <Steps {...part} onEdit={() => setEditing(true)} />}
            <Sidelines {...part} />
          </div>
        </div>
      )}
    </div>
  );
}

function Top({ tenantId, page }: PartProps) {
  const locale = useLocale();
  const { report } = page;
  const period = m.rep_from_to({ from: formatDate(report.facts.period.from, locale), to: formatDate(report.facts.period.to, locale) });
  return (
    <div className="stack stack-8 report-top">
      <div>
        <Link className="link-row" href={toReportsOf(tenantId, page.participationId)}>
          <ArrowLeft aria-hidden size={20} />
          {m.rep_all_of({ name: report.facts.participant.name })}
        </Link>
      </div>
      <PageHeading>{m.rep_of_person({ occasion: OCCASIONS[report.occasion](), name: report.facts.participant.name })}</PageHeading>
      <p className="soft">
        {period}
        {report.dueOn !== null && ` · ${m.rep_due_on({ date: formatDate(report.dueOn, locale) })}`}
        {report.version > 1 && ` · ${m.rep_version({ version: report.version })}`}
      </p>
      <States state={page.state} />
    </div>
  );
}
