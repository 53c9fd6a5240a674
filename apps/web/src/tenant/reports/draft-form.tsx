import { draftReport, type ParticipationView } from '#lotse/contract';
import { useState } from 'react';
import type { output } from 'zod/mini';
import { ChoiceField, Field } from '../../kit/form/form.js';
import { call } from '../../kit/api/call.js';
import { navigate } from '../../kit/address/nav.js';
import { m } from '../../paraglide/messages.js';
import { toReport } from '../../kit/report/addresses.js';
import { today } from '../../kit/report/days.js';
import { ReportForm } from '../../kit/report/form.js';
import { labels, OCCASIONS, options, type Occasion } from '../../kit/report/words.js';
import { periodOf } from './period.js';
import type { Due } from './open-dues.js';

interface Props {
  tenantId: string;
  participation: output<typeof ParticipationView>;
  due: Due | null;
}

/** Occasion and period; what Lotse knows about it is compiled into a draft. */
export function DraftForm({ tenantId, participation, due }: Props) {
  const proposed = periodOf(participation, due);
  const [occasion, setOccasion] = useState<Occasion>(due?.occasion ?? 'OTHER');
  const [dueOn, setDueOn] = useState(due?.dueOn ?? '');
  const [from, setFrom] = useState(proposed.from);
  const [to, setTo] = useState(proposed.to);
  /** The day that was proposed belongs to its occasion; one that somebody typed stays. */
  function choose(next: Occasion) {
    const day = (one: Occasion) => (due?.occasion === one ? due.dueOn : '');
    if (dueOn === day(occasion)) setDueOn(day(next));
    setOccasion(next);
  }
  async function submit() {
    const body = { occasion, dueOn: dueOn || null, from, to };
    const { reportId } = await call(draftReport, { params: { tenantId, participationId: participation.participationId }, body });
    navigate(toReport(tenantId, reportId));
  }
  return (
    <ReportForm submit={m.rep_new_make()} onSubmit={submit}>
      <ChoiceField legend={m.rep_occasion()} value={occasion} options={options(OCCASIONS)} onChange={choose} />
      <div className="two-fields">
        <Field label={m.rep_period_from()} type="date" required max={today()} value={from} onChange={setFrom} />
        <Field label={m.rep_period_to()} type="date" required min={from} max={today()} value={to} onChange={setTo} />
      </div>
      <Field label={labels().head.due} hint={m.rep_due_hint()} type="date" value={dueOn} onChange={setDueOn} />
      <p className="soft small">{m.rep_new_text()}</p>
    </ReportForm>
  );
}
