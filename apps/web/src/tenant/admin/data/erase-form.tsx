import { useState } from 'react';
import { erasePerson, type Erasure, type HeldData, type PersonData } from '#lotse/contract';
import { call } from '../../../kit/api/call.js';
import { Button } from '../../../kit/design/button.js';
import { Note } from '../../../kit/design/note.js';
import { m } from '../../../paraglide/messages.js';
import { PageHeading } from '../../../kit/frame/page.js';
import { Field, Form } from '../../../kit/form/form.js';
import { sayKind } from './data-words.js';

interface Props {
  tenantId: string;
  data: PersonData;
  onErased: (erasure: Erasure) => void;
  onCancel: () => void;
}

/** Says what goes, what stays and why, and that it is for good; the name typed in is the sign that it was read. */
export function EraseForm({ tenantId, data, onErased, onCancel }: Props) {
  const [name, setName] = useState('');
  const params = { tenantId, personId: data.personId };
  return (
    <>
      <PageHeading>{m.pd_erase_title({ name: data.name })}</PageHeading>
      <section className="card stack measure">
        <h2>{m.pd_goes()}</h2>
        <Kinds held={data.held.filter((one) => one.until === 'erasure')} />
        {data.held.some((one) => one.kind === 'access') && <p className="soft small">{m.pd_account_goes()}</p>}
        <Stays held={data.held} />
        {data.participations.some((one) => one.running) && <Note look="amber">{m.pd_running()}</Note>}
        <Note look="wrong">{m.pd_final()}</Note>
        <Form
          submit={m.pd_erase_yes()}
          onSubmit={async () => onErased(await call(erasePerson, { params, body: { name } }))}
          more={
            <Button look="quiet" onClick={onCancel}>
              {m.acc_cancel()}
            </Button>
          }
        >
          <Field
            label={m.pd_name({ name: data.name })}
            required
            autoComplete="off"
            autoCapitalize="none"
            spellCheck={false}
            maxLength={200}
            value={name}
            onChange={setName}
          />
        </Form>
      </section>
    </>
  );
}

function Kinds({ held }: { held: readonly HeldData[] }) {
  return (
    <ul className="dotted">
      {held.map((one) => (
        <li key={`${one.kind} ${one.until}`}>
          {sayKind(one.kind)} ({one.count})
        </li>
      ))}
    </ul>
  );
}

/** Reasons, each only where something is kept for it. */
export function Stays({ held }: { held: readonly HeldData[] }) {
  const has = (until: HeldData['until'], contact = false) => held.some((one) => one.until === until && (one.kind === 'contact') === contact);
  const reasons = [
    ...(has('measure') ? [m.pd_stays_measure()] : []),
    ...(has('measure', true) ? [m.pd_stays_contact()] : []),
    ...(has('proof') ? [m.pd_stays_proof()] : []),
    ...(has('others') ? [m.pd_stays_others()] : []),
  ];
  if (reasons.length === 0) return null;
  return (
    <section className="stack stack-8">
      <h2>{m.pd_stays()}</h2>
      <ul className="dotted">
        {reasons.map((reason) => (
          <li key={reason}>{reason}</li>
        ))}
      </ul>
    </section>
  );
}
