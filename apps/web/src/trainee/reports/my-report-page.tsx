import { MY_REPORT_FILE_PATH, isBlank, myReport, type MyReport } from '#lotse/contract';
import ArrowLeft from 'lucide-react/icons/arrow-left';
import Download from 'lucide-react/icons/download';
import type { ReactNode } from 'react';
import type { output } from 'zod/mini';
import { useSend } from '../../kit/form/form.js';
import { call, fillPath } from '../../kit/api/call.js';
import { useLoad } from '../../kit/api/use-load.js';
import { Button } from '../../kit/design/button.js';
import { formatDate } from '../../kit/design/format.js';
import { Failed, Waiting } from '../../kit/design/states.js';
import { Link, useAddress } from '../../kit/address/nav.js';
import { m } from '../../paraglide/messages.js';
import { pathTo } from '../../kit/address/addresses.js';
import { useLocale } from '../../kit/session/locale.js';
import { useSession } from '../../kit/session/session.js';
import { Page, PageHeading } from '../../kit/frame/page.js';
import { Goals } from '../../kit/report/letter/goals.js';
import { ReportRefused } from '../../kit/report/refused.js';
import { RichView } from '../../kit/rich-text/view.js';
import type { Content } from '../../kit/report/words.js';
import { MyLearning } from './my-learning.js';
import { MySentence } from './my-sentence.js';
import { Receivers } from './receivers.js';
import { labels } from '../../kit/report/words.js';

type Mine = output<typeof MyReport>;
const MY_RECOMMENDATION = { continue: m.my_rec_continue, extend: m.my_rec_extend, change: m.my_rec_change, end: m.my_rec_end } as const;

/** A report about me, in plain words: what Lotse counted, what my companion wrote, my own sentence, who received it. */
export function MyReportPage() {
  const { registrationId, enrolmentId } = useSession();
  const reportId = useAddress()?.values['report'] ?? '';
  const page = useLoad(`my report ${reportId}`, (signal) => call(myReport, { params: { reportId }, signal }));
  const lead = (
    <Link className="link-row" href={pathTo('reports', { reg: registrationId, enr: enrolmentId }, {})}>
      <ArrowLeft aria-hidden size={20} />
      {m.my_reports()}
    </Link>
  );
  return (
    <Page title={m.my_report()} lead={lead}>
      {page.problem !== null ? (
        <Failed problem={page.problem} onRetry={page.reload} />
      ) : page.value === null ? (
        <Waiting />
      ) : (
        <Read mine={page.value} onChange={page.reload} />
      )}
    </Page>
  );
}

function Read({ mine, onChange }: { mine: Mine; onChange: () => void }) {
  const locale = useLocale();
  const { report } = mine;
  const { facts } = report;
  return (
    <div className="stack stack-24">
      <div className="stack stack-8">
        <PageHeading>{m.my_report()}</PageHeading>
        <p>{m.my_report_period({ from: formatDate(facts.period.from, locale), to: formatDate(facts.period.to, locale) })}</p>
        {mine.receivers.length === 0 && <p>{m.my_report_gone_from({ author: facts.author })}</p>}
        <p className="soft">{mine.receivers.length === 0 ? m.my_report_intro({ author: facts.author }) : m.my_report_by({ author: facts.author })}</p>
      </div>
      <Wrote report={report} />
      <MyLearning learning={facts.learning} />
      <MySentence mine={mine} onChange={onChange} />
      <Receivers receivers={mine.receivers} />
      <Keep reportId={report.reportId} />
    </div>
  );
}

function Wrote({ report: { facts, text } }: { report: Content }) {
  return (
    <section className="card stack" aria-labelledby="my-text">
      <h2 id="my-text">{m.my_text({ author: facts.author })}</h2>
      <Part title={m.my_goals()}>
        <Goals goals={text.goals} />
      </Part>
      <Part title={m.my_next()}>
        <p>{text.recommendation === null ? m.my_rec_none() : MY_RECOMMENDATION[text.recommendation]()}</p>
        {!isBlank(text.recommendationText) && <RichView doc={text.recommendationText} />}
      </Part>
      {!isBlank(text.development) && (
        <Part title={m.my_development()}>
          <RichView doc={text.development} />
        </Part>
      )}
      {text.exit !== null && (
        <Part title={labels().section.exit}>
          <p lang="de">{[text.exit.reason, text.exit.whereabouts].filter(Boolean).join(' · ')}</p>
        </Part>
      )}
    </section>
  );
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <div className="stack stack-8">
      <h3>{title}</h3>
      {children}
    </div>
  );
}

function Keep({ reportId }: { reportId: string }) {
  const { busy, problem, send } = useSend();
  return (
    <div className="stack stack-8">
      {problem !== null && <ReportRefused problem={problem} />}
      <div>
        <Button aria-disabled={busy} onClick={() => send(() => download(reportId))}>
          <Download aria-hidden size={18} />
          {m.my_report_pdf()}
        </Button>
      </div>
    </div>
  );
}

async function download(reportId: string): Promise<void> {
  const files = await import('../../kit/api/download.js');
  await files.download(fillPath(MY_REPORT_FILE_PATH, { reportId }), 'lotse.pdf');
}
