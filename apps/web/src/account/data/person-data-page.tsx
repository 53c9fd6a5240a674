import { useState } from 'react';
import { PERSON_JSON_PATH, PERSON_PDF_PATH, personData, type Erasure, type PersonData } from '#lotse/contract';
import { call, fillPath } from '../../api/call.js';
import { Button } from '../../design/button.js';
import { formatDate } from '../../design/format.js';
import { Note } from '../../design/note.js';
import { Waiting } from '../../design/states.js';
import { m } from '../../paraglide/messages.js';
import { today } from '../../reports/days.js';
import { download } from '../../reports/download.js';
import { useLocale } from '../../session/locale.js';
import { PageHeading } from '../../shell/page.js';
import type { AccountPlace } from '../account-places.js';
import type { Tenant } from '../account-session.js';
import { BackLink } from '../back-link.js';
import { Refused, useSend } from '../form.js';
import { Frame } from '../frame.js';
import { sayRole } from '../roles.js';
import { useTenantLoad } from '../use-tenant-load.js';
import { EraseForm } from './erase-form.js';
import { Erased } from './erased.js';
import { HeldTable } from './held-table.js';

/** What Lotse holds of one person here; the admin hands it out or erases it. */
export default function PersonDataPage({ tenant, place }: { tenant: Tenant; place: AccountPlace }) {
  const params = { tenantId: tenant.tenantId, personId: place.values.person ?? '' };
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
