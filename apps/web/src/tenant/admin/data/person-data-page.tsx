import { useState } from 'react';
import { PERSON_JSON_PATH, PERSON_PDF_PATH, PERSON_ZIP_PATH, personData, type Erasure, type PersonData } from '#lotse/contract';
import { call, fillPath } from '../../../kit/api/call.js';
import { Button } from '../../../kit/design/button.js';
import { formatDate } from '../../../kit/design/format.js';
import { Note } from '../../../kit/design/note.js';
import { Waiting } from '../../../kit/design/states.js';
import { m } from '../../../paraglide/messages.js';
import { today } from '../../../kit/report/days.js';
import { download } from '../../../kit/api/download.js';
import { useLocale } from '../../../kit/session/locale.js';
import { PageHeading } from '../../../kit/frame/page.js';
import type { AccountAddress } from '../../../kit/address/account-addresses.js';
import type { Tenant } from '../../../kit/session/account-session.js';
import { BackLink } from '../../../kit/address/back-link.js';
import { Refused, useSend } from '../../../kit/form/form.js';
import { Frame } from '../../../kit/frame/frame.js';
import { sayRole } from '../../../kit/words/roles.js';
import { useTenantLoad } from '../../../kit/frame/use-tenant-load.js';
import { EraseForm } from './erase-form.js';
import { Erased } from './erased.js';
import { HeldTable } from './held-table.js';

/** What Lotse holds of one person here; the admin hands it out or erases it. */
export default function PersonDataPage({ tenant, address }: { tenant: Tenant; address: AccountAddress }) {
  const params = { tenantId: tenant.tenantId, personId: address.values.person ?? '' };
  const [erased, setErased] = useState<Erasure | null>(null);
  const [asking, setAsking] = useState(false);
  const loaded = useTenantLoad(`data ${params.tenantId} ${params.personId}`, (signal) => call(personData, { params, signal }));
  const data = loaded.value;
  return (
    <Frame title={m.pd_data()} wide>
      <div className="stack stack-24">
        <BackLink href={`/a/t/${tenant.tenantId}/people`}>{m.acc_people()}</BackLink>
        {erased !== null ? (
          <Erased erasure={erased} />
        ) : data !== null && asking ? (
          <EraseForm tenantId={tenant.tenantId} data={data} onErased={setErased} onCancel={() => setAsking(false)} />
        ) : data !== null ? (
          <Held tenant={tenant} data={data} onErase={() => setAsking(true)} />
        ) : loaded.problem === null ? (
          <Waiting />
        ) : (
          <>
            <PageHeading>{m.pd_data()}</PageHeading>
            <Refused problem={loaded.problem} />
            {loaded.problem.passes && <Button onClick={loaded.reload}>{m.try_again()}</Button>}
          </>
        )}
      </div>
    </Frame>
  );
}

interface HeldProps {
  tenant: Tenant;
  data: PersonData;
  onErase: () => void;
}

function Held({ tenant, data, onErase }: HeldProps) {
  return (
    <>
      <PageHeading>{m.pd_data_of({ name: data.name })}</PageHeading>
      <section className="card stack">
        <h2>{m.pd_held()}</h2>
        <p className="measure">{m.pd_held_text({ tenant: tenant.name })}</p>
        <HeldTable held={data.held} caption={m.pd_held()} />
        {data.participations.length > 0 && <Participations data={data} />}
      </section>
      <div className="halves">
        <HandOut params={{ tenantId: tenant.tenantId, personId: data.personId }} />
        <Erase data={data} onErase={onErase} />
      </div>
    </>
  );
}

function Participations({ data }: { data: PersonData }) {
  const locale = useLocale();
  return (
    <section className="stack stack-8">
      <h3>{m.pd_participations()}</h3>
      <ul className="dotted">
        {data.participations.map(({ measureNumber: number, endsOn, keptUntil, running }, index) => (
          <li key={`${number} ${index}`}>
            {running || endsOn === null || keptUntil === null
              ? m.pd_part_running({ number })
              : keptUntil < today()
                ? m.pd_part_over({ number, end: formatDate(endsOn, locale) })
                : m.pd_part_kept({ number, end: formatDate(endsOn, locale), until: formatDate(keptUntil, locale) })}
          </li>
        ))}
      </ul>
    </section>
  );
}

function HandOut({ params }: { params: { tenantId: string; personId: string } }) {
  const { busy, problem, send } = useSend();
  const take = (path: string, name: string) => send(() => download(fillPath(path, params), name));
  return (
    <section className="card stack">
      <h2>{m.pd_export()}</h2>
      <p>{m.pd_export_text()}</p>
      {problem !== null && <Refused problem={problem} />}
      <div className="row">
        <Button aria-disabled={busy} onClick={() => take(PERSON_PDF_PATH, 'lotse-auskunft.pdf')}>
          {m.pd_pdf()}
        </Button>
        <Button aria-disabled={busy} onClick={() => take(PERSON_ZIP_PATH, 'lotse-auskunft.zip')}>
          {m.pd_zip()}
        </Button>
        <Button aria-disabled={busy} onClick={() => take(PERSON_JSON_PATH, 'lotse-auskunft.json')}>
          {m.pd_json()}
        </Button>
      </div>
    </section>
  );
}

function Erase({ data, onErase }: Omit<HeldProps, 'tenant'>) {
  const because = data.isMe ? m.pd_erase_self() : data.roles.length > 0 ? m.pd_erase_roles({ roles: data.roles.map(sayRole).join(', ') }) : null;
  return (
    <section className="card stack">
      <h2>{m.pd_erase()}</h2>
      <p>{m.pd_erase_text()}</p>
      {because !== null ? (
        <Note>{because}</Note>
      ) : (
        <div className="row">
          <Button onClick={onErase}>{m.pd_erase_open()}</Button>
        </div>
      )}
    </section>
  );
}
