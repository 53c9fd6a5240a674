import { addDays, ReportPart, releaseReport, type LegalBasis, type ReleasePurpose } from '#lotse/contract';
import { useState } from 'react';
import { ChoiceField, Field } from '../../kit/form/form.js';
import { call } from '../../kit/api/call.js';
import { Note } from '../../kit/design/note.js';
import { formatDate } from '../../kit/design/format.js';
import { useLocale } from '../../kit/session/locale.js';
import { m } from '../../paraglide/messages.js';
import { today } from '../../kit/report/days.js';
import { ReportForm } from '../../kit/report/form.js';
import { labels, BASES, PARTS, PURPOSES, options } from '../../kit/report/words.js';
import type { PartProps } from './shapes.js';

/** How long a release is readable unless somebody says otherwise. */
const READABLE_DAYS = 90;

/** Who gets which parts, for what, on which ground, from when until when. */
export function ReleaseForm({ tenantId, page, onChange }: PartProps) {
  const locale = useLocale();
  const theirs = page.recipients.find((one) => one.theirs);
  const fitting = ReportPart.options.filter((part) => part !== 'exit' || page.report.occasion === 'FINAL');
  const [wish, setWish] = useState({
    recipientId: theirs?.personId ?? '',
    scope: fitting,
    purpose: 'decide-support' as ReleasePurpose,
    legalBasis: (page.report.facts.measure.fundingBody === 'JOBCENTER' ? 'sgb2-61' : 'sgb3-318') as LegalBasis,
    basisNote: '',
    fromOn: today(),
    untilOn: addDays(today(), READABLE_DAYS),
  });
  const [asked, setAsked] = useState(false);
  function change(part: Partial<typeof wish>) {
    setAsked(false);
    setWish((old) => ({ ...old, ...part }));
  }
  const people: [string, string][] = page.recipients.map((one) => [one.personId, one.theirs ? m.rep_recipient_theirs({ name: one.name }) : one.name]);
  const name = page.recipients.find((one) => one.personId === wish.recipientId)?.name ?? '';
  async function submit() {
    if (!asked) return setAsked(true);
    await call(releaseReport, { params: { tenantId, reportId: page.report.reportId }, body: { ...wish, scope: [...wish.scope] } });
    onChange();
  }
  return (
    <ReportForm submit={asked ? m.rep_release_sure() : m.rep_release_now()} onSubmit={submit}>
      <ChoiceField
        legend={m.rep_recipient()}
        value={wish.recipientId}
        required
        options={theirs ? people : [['', m.rep_choose()], ...people]}
        onChange={(recipientId) => change({ recipientId })}
      />
      <Scope parts={fitting} chosen={wish.scope} onChange={(scope) => change({ scope })} />
      <ChoiceField legend={labels().head.purpose} value={wish.purpose} options={options(PURPOSES)} onChange={(purpose) => change({ purpose })} />
      <ChoiceField legend={labels().head.legalBasis} value={wish.legalBasis} options={options(BASES)} onChange={(legalBasis) => change({ legalBasis })} />
      <Field
        label={m.rep_basis_note()}
        hint={m.rep_basis_note_hint()}
        maxLength={300}
        required={wish.legalBasis === 'other'}
        value={wish.basisNote}
        onChange={(basisNote) => change({ basisNote })}
      />
      <div className="two-fields">
        <Field label={m.rep_release_from()} type="date" required value={wish.fromOn} onChange={(fromOn) => change({ fromOn })} />
        <Field label={m.rep_release_until()} type="date" required min={wish.fromOn} value={wish.untilOn} onChange={(untilOn) => change({ untilOn })} />
      </div>
      {page.undrawn.length > 0 && <Note look="amber">{m.rep_undrawn({ signs: page.undrawn.slice(0, 20).join(' ') })}</Note>}
      <Note look="amber" role="status">
        {asked && <strong>{m.rep_release_asked({ name, date: formatDate(wish.untilOn, locale) })} </strong>}
        {m.rep_release_copies()}
      </Note>
    </ReportForm>
  );
}

function Scope({ parts, chosen, onChange }: { parts: readonly ReportPart[]; chosen: readonly ReportPart[]; onChange: (scope: ReportPart[]) => void }) {
  return (
    <fieldset className="stack stack-8">
      <legend className="field-label">{m.rep_scope()}</legend>
      <p className="soft small">{m.rep_scope_hint()}</p>
      <div className="scope">
        {parts.map((part) => (
          <label key={part} className="choice">
            <input
              type="checkbox"
              checked={chosen.includes(part)}
              onChange={(event) =>
                onChange(event.target.checked ? parts.filter((one) => one === part || chosen.includes(one)) : chosen.filter((one) => one !== part))
              }
            />
            <span>{PARTS[part]()}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
