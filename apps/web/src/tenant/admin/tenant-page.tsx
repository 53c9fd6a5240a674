import { useState } from 'react';
import { addTenant, renameTenant } from '#lotse/contract';
import { call } from '../../kit/api/call.js';
import { Note } from '../../kit/design/note.js';
import { m } from '../../paraglide/messages.js';
import { useLocale } from '../../kit/session/locale.js';
import { PageHeading } from '../../kit/frame/page.js';
import { enter, resume, useMe } from '../../kit/session/account-session.js';
import { Field, Form } from '../../kit/form/form.js';
import { Frame } from '../../kit/frame/frame.js';
import { TenantFields, type TenantWish } from '../../kit/form/tenant-fields.js';
import { LiveCard } from './live-card.js';
import { MediaCard } from './media-card.js';
import type { Tenant } from '../../kit/session/account-session.js';

export default function TenantPage({ tenant }: { tenant: Tenant }) {
  const me = useMe();
  const locale = useLocale();
  const [name, setName] = useState(tenant.name);
  const [wish, setWish] = useState<TenantWish>({ kind: 'school', name: '' });
  const [made, setMade] = useState('');
  return (
    <Frame title={m.acc_tenants()} wide>
      <div className="stack stack-24">
        <PageHeading>{m.acc_tenants()}</PageHeading>
        <p className="measure">{m.acc_tenants_text()}</p>
        <div className="halves">
          <section className="card stack">
            <h2>{tenant.name}</h2>
            <p className="soft">{tenant.kind === 'provider' ? m.acc_kind_provider() : m.acc_kind_school()}</p>
            <Form
              submit={m.acc_save()}
              onSubmit={async () => {
                await call(renameTenant, { params: { tenantId: tenant.tenantId }, body: { name } });
                await resume();
              }}
            >
              <Field label={m.acc_tenant_name()} required maxLength={120} value={name} onChange={setName} />
            </Form>
            {me.tenants.length > 1 && <p className="soft small">{m.acc_tenants_yours({ list: me.tenants.map((one) => one.name).join(', ') })}</p>}
          </section>
          <LiveCard tenant={tenant} />
          <MediaCard tenant={tenant} />
          <section className="card stack">
            <h2>{m.acc_tenant_new()}</h2>
            <Form
              submit={m.acc_tenant_add()}
              onSubmit={async () => {
                enter(await call(addTenant, { body: { ...wish, locale } }));
                setMade(wish.name);
                setWish({ kind: 'school', name: '' });
              }}
            >
              <TenantFields wish={wish} onChange={setWish} />
              {made !== '' && <Note role="status">{m.acc_tenant_made({ name: made })}</Note>}
            </Form>
          </section>
        </div>
      </div>
    </Frame>
  );
}
