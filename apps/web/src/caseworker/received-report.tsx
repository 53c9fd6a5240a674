import { RECEIVED_FILE_PATH, printedReport, receivedReport, type ReceivedReport } from '#lotse/contract';
import ArrowLeft from 'lucide-react/icons/arrow-left';
import Download from 'lucide-react/icons/download';
import Printer from 'lucide-react/icons/printer';
import type { output } from 'zod/mini';
import { useSend } from '../kit/form/form.js';
import { Frame } from '../kit/frame/frame.js';
import { call, fillPath } from '../kit/api/call.js';
import { toProblem } from '../kit/api/problem.js';
import { useLoad } from '../kit/api/use-load.js';
import { Button } from '../kit/design/button.js';
import { formatDate } from '../kit/design/format.js';
import { Waiting } from '../kit/design/states.js';
import { Link } from '../kit/address/nav.js';
import { m } from '../paraglide/messages.js';
import { useLocale } from '../kit/session/locale.js';
import { PageHeading } from '../kit/frame/page.js';
import { TO_RECEIVED } from '../kit/report/addresses.js';
import { download } from '../kit/api/download.js';
import { Letter } from '../kit/report/letter/letter.js';
import { ReportRefused } from '../kit/report/refused.js';
import { sayBasis, sayPurpose } from '../kit/report/words.js';
import { AskBack } from './ask-back.js';

type Received = output<typeof ReceivedReport>;

/** One released report, as a letter. Where the release is over there is nothing to see, and the sentence says so. */
export function ReceivedReportPage({ releaseId }: { releaseId: string }) {
  const loaded = useLoad(`received ${releaseId}`, (signal) => call(receivedReport, { params: { releaseId }, signal }));
  const gone = loaded.problem?.kind === 'not-found';
  return (
    <Frame title={loaded.value === null || gone ? m.rep_report() : loaded.value.report.facts.participant.name}>
      <div className="stack">
        <div className="no-print">
          <Link className="link-row" href={TO_RECEIVED}>
            <ArrowLeft aria-hidden size={20} />
            {m.rep_received()}
          </Link>
        </div>
        {loaded.problem !== null ? (
          <Over problem={loaded.problem} isGone={gone} onRetry={loaded.reload} />
        ) : loaded.value === null ? (
          <Waiting />
        ) : (
          <Open received={loaded.value} onChange={loaded.reload} />
        )}
      </div>
    </Frame>
  );
}

function Over({ problem, isGone, onRetry }: { problem: unknown; isGone: boolean; onRetry: () => void }) {
  return (
    <div className="stack">
      <PageHeading>{isGone ? m.rep_gone() : m.failed_title()}</PageHeading>
      {isGone ? <p className="measure">{m.rep_gone_text()}</p> : <ReportRefused problem={problem} />}
      {!isGone && (
        <div>
          <Button onClick={onRetry}>{m.try_again()}</Button>
        </div>
      )}
    </div>
  );
}

function Open({ received, onChange }: { received: Received; onChange: () => void }) {
  return (
    <>
      <Actions received={received} onOver={onChange} />
      <div className="card letter-card">
        <Letter report={received.report} heading={(name) => <PageHeading>{name}</PageHeading>} address={<Address received={received} />} />
      </div>
      <AskBack received={received} onChange={onChange} />
    </>
  );
}

function Address({ received }: { received: Received }) {
  const locale = useLocale();
  return (
    <div className="soft small">
      <p>{m.rep_for({ name: received.recipient, by: received.releasedBy, date: formatDate(received.releasedAt, locale) })}</p>
      <p>
        {sayPurpose(received.purpose)} · {sayBasis(received.legalBasis, received.basisNote)} ·{' '}
        {m.rep_readable_until({ date: formatDate(received.untilOn, locale) })}
      </p>
    </div>
  );
}

/** Printing and downloading are noted with the provider, before the copy exists. */
function Actions({ received: { releaseId }, onOver }: { received: Received; onOver: () => void }) {
  const locale = useLocale();
  const { busy, problem, send } = useSend();
  /** A release that has ended meanwhile leaves nothing on the screen either. */
  function act(story: () => Promise<void>) {
    send(() =>
      story().catch((error: unknown) => {
        if (toProblem(error).kind !== 'not-found') throw error;
        onOver();
      }),
    );
  }
  async function print() {
    await call(printedReport, { params: { releaseId }, body: {} });
    window.print();
  }
  return (
    <div className="stack stack-8 no-print">
      <div className="row">
        <Button aria-disabled={busy} onClick={() => act(print)}>
          <Printer aria-hidden size={18} />
          {m.rep_print()}
        </Button>
        <Button aria-disabled={busy} onClick={() => act(() => download(`${fillPath(RECEIVED_FILE_PATH, { releaseId })}?labels=${locale}`, 'lotse.pdf'))}>
          <Download aria-hidden size={18} />
          {m.rep_file_pdf()}
        </Button>
      </div>
      {problem !== null && <ReportRefused problem={problem} />}
    </div>
  );
}
