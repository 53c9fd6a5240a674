import { useState } from 'react';
import { addStaff, changeStaff, officePeople, officeStaff, type StaffRow, type StaffWish } from '#lotse/contract';
import type { Tenant } from '../account/account-session.js';
import { ChoiceField, Field, Form } from '../account/form.js';
import { Frame } from '../account/frame.js';
import { useTenantLoad } from '../account/use-tenant-load.js';
import { call } from '../api/call.js';
import { Button } from '../design/button.js';
import { Empty } from '../design/note.js';
import { Sheet } from '../design/sheet.js';
import { m } from '../paraglide/messages.js';
import { PageHeading } from '../shell/page.js';
import { Paging } from '../staff/paging.js';
import { Loaded } from './loaded.js';
import { sayStaff, staffOptions } from './words.js';
import './office.css';

const SIZE = 25;

/** Whom trainees can reach, and whose login opens which participations. */
export default function StaffPage({ tenant: { tenantId } }: { tenant: Tenant }) {
  const [page, setPage] = useState(1);
  const [editing, setEditing] = useState<StaffRow | 'new' | null>(null);
  const list = useTenantLoad(`staff ${tenantId} ${page}`, (signal) => call(officeStaff, { params: { tenantId }, query: { page, size: SIZE }, signal }));
  return (
    <Frame title={m.of_staff()} wide>
      <div className="stack stack-24">
        <div className="row row-apart">
          <PageHeading>{m.of_staff()}</PageHeading>
          <Button look="main" onClick={() => setEditing('new')}>
            {m.of_staff_add()}
          </Button>
        </div>
        <p className="measure">{m.of_staff_text()}</p>
        <Loaded load={list}>
          {({ rows, total }) => (
            <>
              {rows.length === 0 && (
                <Empty title={m.of_staff_none()}>
                  <p>{m.of_staff_none_text()}</p>
                </Empty>
              )}
              <ul className="tiles">
                {rows.map((row) => (
                  <li key={row.contactId} className="card stack stack-8">
                    <div className="row row-apart">
                      <h2 className="person-name">{row.name}</h2>
                      <Button onClick={() => setEditing(row)}>{m.of_change()}</Button>
                    </div>
                    <span className="soft small">{[sayStaff(row.role), row.phone, row.email].filter(Boolean).join(' · ')}</span>
                    <span className="small">{m.of_staff_people({ count: row.participations })}</span>
                    <span className={row.personId === null ? 'badge' : 'badge badge-good'}>
                      {row.personId === null ? m.of_staff_no_login() : m.of_staff_login()}
                    </span>
                  </li>
                ))}
              </ul>
              <Paging page={page} size={SIZE} total={total} onPage={setPage} />
            </>
          )}
        </Loaded>
      </div>
      <Sheet title={editing === 'new' ? m.of_staff_add() : m.of_staff_change()} open={editing !== null} onClose={() => setEditing(null)}>
        {editing !== null && (
          <StaffForm
            tenantId={tenantId}
            row={editing === 'new' ? null : editing}
            onDone={() => {
              setEditing(null);
              list.reload();
            }}
          />
        )}
      </Sheet>
    </Frame>
  );
}

const FRESH: StaffWish = { name: '', role: 'companion', phone: null, email: null, personId: null };

function StaffForm({ tenantId, row, onDone }: { tenantId: string; row: StaffRow | null; onDone: () => void }) {
  const [wish, setWish] = useState<StaffWish>(
    row === null ? FRESH : { name: row.name, role: row.role, phone: row.phone, email: row.email, personId: row.personId },
  );
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
