import { officeMeasures, officePeople, officeStaff, type ParticipationWish } from '#lotse/contract';
import { ChoiceField, Field } from '../../kit/form/form.js';
import { useTenantLoad } from '../../kit/frame/use-tenant-load.js';
import { call } from '../../kit/api/call.js';
import { m } from '../../paraglide/messages.js';
import { LoginField } from './login-field.js';
import { PhasesField } from './phases-field.js';

interface Props {
  tenantId: string;
  wish: ParticipationWish;
  /** The name of the login that is linked already. */
  loginName: string | null;
  onChange: (wish: ParticipationWish) => void;
}
type Options = [string, string][];

/** The fields of a participation, in the order the office's papers have them. */
export function ParticipationFields({ tenantId, wish, loginName, onChange }: Props) {
  const set = (more: Partial<ParticipationWish>) => onChange({ ...wish, ...more });
  /** While the entry is typed, the first phase begins with it. */
  function enterOn(startsOn: string) {
    const [first, ...rest] = wish.phases;
    const follows = first !== undefined && (first.startsOn === '' || first.startsOn === wish.startsOn);
    set({ startsOn, phases: follows ? [{ ...first, startsOn }, ...rest] : wish.phases });
  }
  return (
    <>
      <section className="card stack">
        <h2>{m.of_person()}</h2>
        <Field
          label={m.of_legal_name()}
          hint={m.of_legal_name_hint()}
          required
          maxLength={120}
          value={wish.legalName}
          onChange={(legalName) => set({ legalName })}
        />
        <LoginField tenantId={tenantId} personId={wish.traineeId} name={loginName} onChange={(traineeId) => set({ traineeId })} />
        <div className="pair">
          <Field label={m.of_firm()} maxLength={120} value={wish.firm ?? ''} onChange={(firm) => set({ firm: firm || null })} />
          <Field label={m.of_school()} maxLength={120} value={wish.school ?? ''} onChange={(school) => set({ school: school || null })} />
          <Field label={m.of_occupation()} maxLength={120} value={wish.occupation ?? ''} onChange={(occupation) => set({ occupation: occupation || null })} />
          <Field label={m.of_exam()} hint={m.of_exam_hint()} type="date" value={wish.examOn ?? ''} onChange={(examOn) => set({ examOn: examOn || null })} />
        </div>
      </section>
      <section className="card stack">
        <h2>{m.of_period()}</h2>
        <Measure tenantId={tenantId} value={wish.measureId} onChange={(measureId) => set({ measureId })} />
        <div className="pair">
          <Field label={m.of_entry()} type="date" required value={wish.startsOn} onChange={enterOn} />
          <Field label={m.of_planned_end()} type="date" value={wish.endsOn ?? ''} onChange={(endsOn) => set({ endsOn: endsOn || null })} />
          <Field
            label={m.of_probation()}
            hint={m.of_probation_hint()}
            type="date"
            value={wish.probationEndsOn ?? ''}
            onChange={(day) => set({ probationEndsOn: day || null })}
          />
        </div>
        <PhasesField phases={wish.phases} onChange={(phases) => set({ phases })} />
      </section>
      <section className="card stack">
        <h2>{m.of_in_charge()}</h2>
        <InCharge tenantId={tenantId} wish={wish} set={set} />
      </section>
    </>
  );
}

function Measure({ tenantId, value, onChange }: { tenantId: string; value: string; onChange: (measureId: string) => void }) {
  const measures = useTenantLoad(`measures of ${tenantId}`, (signal) => call(officeMeasures, { params: { tenantId }, query: { size: 100 }, signal }));
  const rows = measures.value?.rows ?? [];
  const only = rows.length === 1 ? rows[0] : undefined;
  if (value === '' && only !== undefined) onChange(only.measureId);
  const options: Options = rows.map((one) => [one.measureId, `${one.number} · ${one.name}`]);
  return <ChoiceField legend={m.of_measure()} value={value} options={value === '' ? [['', m.of_choose()], ...options] : options} onChange={onChange} />;
}

function InCharge({ tenantId, wish, set }: { tenantId: string; wish: ParticipationWish; set: (more: Partial<ParticipationWish>) => void }) {
  const params = { tenantId };
  const staff = useTenantLoad(`staff of ${tenantId}`, (signal) => call(officeStaff, { params, query: { size: 100 }, signal }));
  const caseworkers = useTenantLoad(`caseworkers of ${tenantId}`, (signal) => call(officePeople, { params, query: { kind: 'caseworker', size: 100 }, signal }));
  const none: Options = [['', m.of_nobody_yet()]];
  const contacts: Options = (staff.value?.rows ?? []).map((one) => [one.contactId, one.name]);
  const people: Options = (caseworkers.value?.rows ?? []).map((one) => [one.personId, one.name]);
  return (
    <div className="pair">
      <ChoiceField
        legend={m.of_companion()}
        value={wish.companionId ?? ''}
        options={[...none, ...contacts]}
        onChange={(id) => set({ companionId: id || null })}
      />
      <ChoiceField legend={m.of_deputy()} value={wish.deputyId ?? ''} options={[...none, ...contacts]} onChange={(id) => set({ deputyId: id || null })} />
      <ChoiceField
        legend={m.of_caseworker()}
        value={wish.caseworkerId ?? ''}
        options={[...none, ...people]}
        onChange={(id) => set({ caseworkerId: id || null })}
      />
    </div>
  );
}
