import { useState } from 'react';
import { addStaff, changeStaff, officePeople, officeStaff, type StaffRow, type StaffWish } from '#lotse/contract';
import type { Tenant } from '../../kit/session/account-session.js';
import { ChoiceField, Field, Form } from '../../kit/form/form.js';
import { useTenantLoad } from '../../kit/frame/use-tenant-load.js';
import { call } from '../../kit/api/call.js';
import { Button } from '../../kit/design/button.js';
import { useUnsaved } from '../../kit/design/unsaved.js';
import { m } from '../../paraglide/messages.js';
import { EditedList } from './edited-list.js';
import { Loaded } from './loaded.js';
import { sayStaff, staffOptions } from './words.js';
import './office.css';

const SIZE = 25;

/** Whom trainees can reach, and whose login opens which participations. */
export default function StaffPage({ tenant: { tenantId } }: { tenant: Tenant }) {
  const [page, setPage] = useState(1);
  const list = useTenantLoad(`staff ${tenantId} ${page}`, (signal) => call(officeStaff, { params: { tenantId }, query: { page, size: SIZE }, signal }));
  const title = { title: m.of_staff(), intro: m.of_staff_text() };
  const words = { ...title, add: m.of_staff_add(), change: m.of_staff_change(), none: m.of_staff_none(), noneText: m.of_staff_none_text() };
  return (
    <EditedList
      words={words}
      list={list}
      paging={{ page, size: SIZE, onPage: setPage }}
      look="tiles"
      item={(row, onEdit) => <StaffCard key={row.contactId} row={row} onEdit={onEdit} />}
      form={(row, onDone) => <StaffForm tenantId={tenantId} row={row} onDone={onDone} />}
    />
  );
}

function StaffCard({ row, onEdit }: { row: StaffRow; onEdit: () => void }) {
  return (
    <li className="card stack stack-8">
      <div className="row row-apart">
        <h2 className="person-name">{row.name}</h2>
        <Button onClick={onEdit}>{m.of_change()}</Button>
      </div>
      <span className="soft small">{[sayStaff(row.role), row.phone, row.email].filter(Boolean).join(' · ')}</span>
      <span className="small">{m.of_staff_people({ count: row.participations })}</span>
      <span className={row.personId === null ? 'badge' : 'badge badge-good'}>{row.personId === null ? m.of_staff_no_login() : m.of_staff_login()}</span>
    </li>
  );
}

const FRESH: StaffWish = { name: '', role: 'companion', phone: null, email: null, personId: null };

function StaffForm({ tenantId, row, onDone }: { tenantId: string; row: StaffRow | null; onDone: () => void }) {
  const [wish, setWish] = useState<StaffWish>(
    row === null ? FRESH : { name: row.name, role: row.role, phone: row.phone, email: row.email, personId: row.personId },
  );
  useUnsaved(wish);
  const set = (more: Partial<StaffWish>) => setWish((old) => ({ ...old, ...more }));
  const logins = useTenantLoad(`logins ${tenantId}`, (signal) => call(officePeople, { params: { tenantId }, query: { kind: 'companion', size: 100 }, signal }));
  async function submit() {
    if (row === null) await call(addStaff, { params: { tenantId }, body: wish });
    else await call(changeStaff, { params: { tenantId, contactId: row.contactId }, body: wish });
    onDone();
  }
  return (
    <Form submit={m.acc_save()} onSubmit={submit}>
      <Field label={m.of_name()} required maxLength={120} value={wish.name} onChange={(name) => set({ name })} />
      <ChoiceField legend={m.acc_role()} value={wish.role} options={staffOptions()} onChange={(role) => set({ role })} />
      <Field label={m.of_phone()} type="tel" maxLength={40} value={wish.phone ?? ''} onChange={(phone) => set({ phone: phone || null })} />
      <Field label={m.acc_mail()} type="email" maxLength={254} value={wish.email ?? ''} onChange={(email) => set({ email: email || null })} />
      <Loaded load={logins}>
        {({ rows }) => (
          <ChoiceField
            legend={m.of_login()}
            value={wish.personId ?? ''}
            options={[['', m.of_login_none()], ...rows.map((one): [string, string] => [one.personId, one.name])]}
            onChange={(personId) => set({ personId: personId || null })}
          />
        )}
      </Loaded>
      <p className="soft small">{m.of_login_hint()}</p>
    </Form>
  );
}
