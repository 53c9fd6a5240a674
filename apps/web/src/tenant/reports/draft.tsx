import { compileAgain, type WordHint } from '#lotse/contract';
import { lazy, Suspense, useState } from 'react';
import { useSend } from '../../kit/form/form.js';
import { call } from '../../kit/api/call.js';
import { Button } from '../../kit/design/button.js';
import { useLeaveGuard } from '../../kit/design/leave-guard.js';
import { Note } from '../../kit/design/note.js';
import { Waiting } from '../../kit/design/states.js';
import { m } from '../../paraglide/messages.js';
import { ReportRefused } from '../../kit/report/refused.js';
import { Compiled } from './compiled.js';
import { ReviewForm } from './review-form.js';
import { SaveLine } from './save-line.js';
import type { PartProps } from './shapes.js';
import { Sidelines } from './sidelines.js';
import { useText } from './use-text.js';

const TextForm = lazy(() => import('./text-form.js'));

/** Writing: what Lotse knows stands on the left, what the companion writes on the right, then the check list. */
export function Draft({ onLeave, ...part }: PartProps & { onLeave: () => void }) {
  const { tenantId, page, onChange } = part;
  const [hints, setHints] = useState<readonly WordHint[]>(page.hints);
  const [begun, setBegun] = useState({ state: page.state, revision: page.revision });
  const draft = useText(tenantId, page, (saved) => {
    setHints(saved.hints);
    setBegun(saved);
  });
  const { problem, send } = useSend();
  const { reportId } = page.report;
  const isUnsaved = !['untouched', 'saved'].includes(draft.keeping.at);
  const leaving = useLeaveGuard(isUnsaved, m.rep_leave);
  async function compile() {
    if (!(await draft.save())) return;
    await call(compileAgain, { params: { tenantId, reportId }, body: { revision: draft.revision() } });
    onChange();
  }
  const isDraft = begun.state === 'DRAFT';
  return (
    <div className="report report-draft">
      <div className="stack stack-24">
        <Compiled report={page.report} onCompile={isDraft ? () => send(compile) : null} />
        {problem !== null && <ReportRefused problem={problem} />}
        <Sidelines {...part} />
      </div>
      <div className="stack stack-24">
        <section className="card stack stack-24" aria-labelledby="report-text">
          <h2 id="report-text">{m.rep_your_text()}</h2>
          {!isDraft && <Note look="amber">{page.state === 'REVIEWED' ? m.rep_edit_unsigns() : m.rep_edit_new_version()}</Note>}
          <Suspense fallback={<Waiting />}>
            <TextForm draft={draft} occasion={page.report.occasion} />
          </Suspense>
          <SaveLine draft={draft} tenantId={tenantId} reportId={reportId} onDiscard={onChange} />
          {!isDraft && (
            <div>
              <Button look="quiet" onClick={onLeave}>
                {m.rep_edit_leave()}
              </Button>
            </div>
          )}
        </section>
        {isDraft && <ReviewForm tenantId={tenantId} reportId={reportId} draft={draft} hints={hints} onDone={onChange} />}
      </div>
      {leaving}
    </div>
  );
}
