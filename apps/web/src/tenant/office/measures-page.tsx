import { useState } from 'react';
import { addMeasure, changeMeasure, MEASURE_VARIANTS, officeMeasures, type MeasureRow, type MeasureVariant, type MeasureWish } from '#lotse/contract';
import type { Tenant } from '../../kit/session/account-session.js';
import { ChoiceField, Field, Form } from '../../kit/form/form.js';
import { useTenantLoad } from '../../kit/frame/use-tenant-load.js';
import { call } from '../../kit/api/call.js';
import { Button } from '../../kit/design/button.js';
import { useUnsaved } from '../../kit/design/unsaved.js';
import { m } from '../../paraglide/messages.js';
import { useLocale } from '../../kit/session/locale.js';
import { EditedList } from './edited-list.js';
import { fundingOptions, sayFunding, sayPeriod } from './words.js';
import './office.css';

const SIZE = 25;

export default function MeasuresPage({ tenant: { tenantId } }: { tenant: Tenant }) {
  const [page, setPage] = useState(1);
  const list = useTenantLoad(`measures ${tenantId} ${page}`, (signal) => call(officeMeasures, { params: { tenantId }, query: { page, size: SIZE }, signal }));
  const words = {
    title: m.of_measures(),
    add: m.of_measure_add(),
    change: m.of_measure_change(),
    none: m.of_measures_none(),
    noneText: m.of_measures_none_text(),
  };
  return (
    <EditedList
      words={words}
      list={list}
      paging={{ page, size: SIZE, onPage: setPage }}
      look="stack"
      item={(row, onEdit) => <MeasureCard key={row.measureId} row={row} onEdit={onEdit} />}
      form={(row, onDone) => <MeasureForm tenantId={tenantId} row={row} onDone={onDone} />}
    />
  );
}

function MeasureCard({ row, onEdit }: { row: MeasureRow; onEdit: () => void }) {
  const locale = useLocale();
  return (
    <li className="card stack stack-8">
      <div className="row row-apart">
        <div>
          <h2 className="person-name figures">{row.number}</h2>
          <span>{row.name}</span>
        </div>
        <Button onClick={onEdit}>{m.of_change()}</Button>
      </div>
      <span className="soft small">
        {sayFunding(row.fundingBody)} · {row.variant} · {m.of_group_of({ count: row.groupLimit })} · {m.of_branch_is({ branch: row.procedureBranch })}
      </span>
      <span className="soft small">{sayPeriod(row, locale)}</span>
      <span className="small">{m.of_measure_people({ running: row.running, total: row.total })}</span>
    </li>
  );
}

const FRESH: MeasureWish = {
  number: '',
  name: '',
  procedureBranch: '10',
  variant: 'V2024',
  groupLimit: MEASURE_VARIANTS.V2024.groupLimit,
  fundingBody: 'AGENTUR',
  startsOn: '',
  endsOn: null,
};

function wishOf({ measureId: _, running: _running, total: _total, ...wish }: MeasureRow): MeasureWish {
  return wish;
}

function MeasureForm({ tenantId, row, onDone }: { tenantId: string; row: MeasureRow | null; onDone: () => void }) {
  const [wish, setWish] = useState<MeasureWish>(row === null ? FRESH : wishOf(row));
  useUnsaved(wish);
  const set = (more: Partial<MeasureWish>) => setWish((old) => ({ ...old, ...more }));
  async function submit() {
    if (row === null) await call(addMeasure, { params: { tenantId }, body: wish });
    else await call(changeMeasure, { params: { tenantId, measureId: row.measureId }, body: wish });
    onDone();
  }
  return (
    <Form submit={m.acc_save()} onSubmit={submit}>
      <Field
        label={m.of_number()}
        hint={m.of_number_hint()}
        required
        maxLength={40}
        pattern="\s*\d{1,5}(/\d{1,5}){2,4}\s*"
        value={wish.number}
        onChange={(number) => set({ number })}
      />
      <Field label={m.of_measure_name()} required maxLength={120} value={wish.name} onChange={(name) => set({ name })} />
      <div className="pair">
        <ChoiceField
          legend={m.of_variant()}
          value={wish.variant}
          options={[
            ['V2024', m.of_variant_2024()],
            ['V2021', m.of_variant_2021()],
          ]}
          onChange={(variant: MeasureVariant) => set({ variant, groupLimit: MEASURE_VARIANTS[variant].groupLimit })}
        />
        <Field
          label={m.of_group_limit()}
          type="number"
          min={1}
          max={50}
          required
          value={String(wish.groupLimit)}
          onChange={(text) => set({ groupLimit: Number(text) })}
        />
        <ChoiceField legend={m.of_funding()} value={wish.fundingBody} options={fundingOptions()} onChange={(fundingBody) => set({ fundingBody })} />
        <Field
          label={m.of_branch()}
          hint={m.of_branch_hint()}
          required
          inputMode="numeric"
          pattern="\d{1,4}"
          maxLength={4}
          value={wish.procedureBranch}
          onChange={(procedureBranch) => set({ procedureBranch })}
        />
        <Field label={m.of_starts()} type="date" required value={wish.startsOn} onChange={(startsOn) => set({ startsOn })} />
        <Field label={m.of_ends_maybe()} type="date" value={wish.endsOn ?? ''} onChange={(endsOn) => set({ endsOn: endsOn || null })} />
      </div>
    </Form>
  );
}
