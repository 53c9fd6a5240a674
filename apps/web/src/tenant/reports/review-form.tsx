import { REPORT_CHECKS, reviewReport, type HintDecision, type ReportCheck, type WordHint } from '#lotse/contract';
import { useState } from 'react';
import { call } from '../../kit/api/call.js';
import { m } from '../../paraglide/messages.js';
import { Problem } from '../../kit/api/problem.js';
import { ReportForm } from '../../kit/report/form.js';
import { CHECKS } from '../../kit/report/words.js';
import { EXIT_FIELD, RECOMMENDATION_FIELD } from './field-ids.js';
import { Hints } from './hints.js';
import type { TextDraft } from './use-text.js';

interface Props {
  tenantId: string;
  reportId: string;
  draft: TextDraft;
  hints: readonly WordHint[];
  onDone: () => void;
}

/** The server says what lacks, and that comes into view. */
function goToMissing(code: string, signed: readonly ReportCheck[]): void {
  const check = REPORT_CHECKS.find((one) => !signed.includes(one)) ?? '';
  const fields: Record<string, string> = {
    'report.checks-open': `#check-${check}`,
    'report.hints-open': '.word-hint-open input',
    'report.recommendation-missing': `#${RECOMMENDATION_FIELD}`,
    'report.exit-missing': `#${EXIT_FIELD}`,
  };
  const field = fields[code];
  if (field !== undefined) document.querySelector<HTMLElement>(field)?.focus();
}

/** What may never stand in a report, signed point by point; each word that often belongs to it is decided by itself. */
export function ReviewForm({ tenantId, reportId, draft, hints, onDone }: Props) {
  const [signed, setSigned] = useState<readonly ReportCheck[]>([]);
  const [reasons, setReasons] = useState<Readonly<Record<string, string>>>({});
  const sign = (check: ReportCheck, on: boolean) => setSigned((old) => (on ? [...old, check] : old.filter((one) => one !== check)));
  async function submit() {
    if (!(await draft.save())) throw new Problem('conflict', 'report.unsaved');
    const kept = hints.flatMap((hint): HintDecision[] => {
      const keptBecause = (reasons[hint.key] ?? '').trim();
      return keptBecause === '' ? [] : [{ key: hint.key, keptBecause }];
    });
    try {
      await call(reviewReport, { params: { tenantId, reportId }, body: { revision: draft.revision(), checks: [...signed], kept } });
    } catch (error) {
      if (error instanceof Problem) goToMissing(error.code, signed);
      throw error;
    }
    onDone();
  }
  return (
    <section className="card stack" aria-labelledby="report-review">
      <h2 id="report-review">{m.rep_review()}</h2>
      <p>{m.rep_review_text()}</p>
      <ReportForm submit={m.rep_review_sign()} onSubmit={submit}>
        <Hints hints={hints} reasons={reasons} onReason={(key, reason) => setReasons((old) => ({ ...old, [key]: reason }))} />
        <fieldset className="stack stack-8">
          <legend className="form-legend">{m.rep_checks()}</legend>
          {REPORT_CHECKS.map((check) => (
            <label key={check} className="choice">
              <input id={`check-${check}`} type="checkbox" checked={signed.includes(check)} onChange={(event) => sign(check, event.target.checked)} />
              <span>{CHECKS[check]()}</span>
            </label>
          ))}
        </fieldset>
      </ReportForm>
    </section>
  );
}
