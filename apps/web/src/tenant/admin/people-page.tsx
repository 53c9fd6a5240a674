import { useState } from 'react';
import { giveGrant, resetLink, revokeGrant, tenantPeople, type TenantPerson } from '#lotse/contract';
import type { output } from 'zod/mini';
import { call } from '../../kit/api/call.js';
import { Button } from '../../kit/design/button.js';
import { formatDate, formatMoment } from '../../kit/design/format.js';
import { Empty, Note } from '../../kit/design/note.js';
import { Sheet } from '../../kit/design/sheet.js';
import { Failed, Waiting } from '../../kit/design/states.js';
import { Link } from '../../kit/address/nav.js';
import { m } from '../../paraglide/messages.js';
import { useLocale } from '../../kit/session/locale.js';
import { PageHeading } from '../../kit/frame/page.js';
import { ChoiceField, Field, Form, Refused, useSend } from '../../kit/form/form.js';
import { Frame } from '../../kit/frame/frame.js';
import { LinkToCopy } from './link-to-copy.js';
import { Paging } from '../../kit/design/paging.js';
import { useUnsaved } from '../../kit/design/unsaved.js';
import { launchedOptions, needsEnd, roleOptions, sayRole, type InvitedRole } from '../../kit/words/roles.js';
import type { Tenant } from '../../kit/session/account-session.js';
import { useTenantLoad } from '../../kit/frame/use-tenant-load.js';

type Person = output<typeof TenantPerson>;
type Grant = Person['grants'][number];
const SIZE = 25;

/** Who may do what here, why, since when and until when. */
export default function PeoplePage({ tenant }: { tenant: Tenant }) {
  const [page, setPage] = useState(1);
  const [name, setName] = useState('');
  const [wanted, setWanted] = useState('');
  const params = { tenantId: tenant.tenantId };
  const list = useTenantLoad(`people ${tenant.tenantId} ${page} ${wanted}`, (signal) =>
    call(tenantPeople, { params, query: { page, size: SIZE, name: wanted }, signal }),
  );
  return (
    <Frame title={m.acc_people()} wide>
      <div className="stack stack-24">
        <div className="row row-apart">
          <PageHeading>{m.acc_people_of({ tenant: tenant.name })}</PageHeading>
          <Link className="button button-main" href={`/a/t/${tenant.tenantId}/invitations`}>
            {m.acc_invite()}
          </Link>
        </div>
        <form
          className="row find"
          onSubmit={(event) => {
            event.preventDefault();
            setPage(1);
            setWanted(name.trim());
          }}
        >
          <Field label={m.acc_find()} hint={m.acc_find_hint()} value={name} maxLength={120} onChange={setName} />
          <Button type="submit">{m.acc_find_go()}</Button>
        </form>
        {list.value === null ? (
          list.problem === null ? (
            <Waiting />
          ) : (
            <Failed problem={list.problem} onRetry={list.reload} />
          )
        ) : (
          <>
            {list.value.rows.length === 0 && (
              <Empty title={m.acc_nobody()}>
                <p>{m.acc_nobody_text()}</p>
              </Empty>
            )}
            <ul className="stack">
              {list.value.rows.map((person) => (
                <PersonCard key={person.personId} person={person} tenantId={tenant.tenantId} onChange={list.reload} />
              ))}
            </ul>
            <Paging page={page} size={SIZE} total={list.value.total} onPage={setPage} />
          </>
        )}
      </div>
    </Frame>
  );
}

function PersonCard({ person, tenantId, onChange }: { person: Person; tenantId: string; onChange: () => void }) {
  const [giving, setGiving] = useState(false);
  const [link, setLink] = useState<string | null>(null);
  const { problem, send } = useSend();
  const live = person.grants.filter((grant) => grant.live);
  const isComing = (grant: Grant) => !grant.live && grant.revokedAt === null && new Date(grant.startsAt) > new Date();
  const shown = person.grants.filter((grant) => grant.live || isComing(grant));
  const past = person.grants.filter((grant) => !shown.includes(grant));
  return (
    <li className="card stack">
      <div className="row row-apart">
        <div>
          <h2 className="person-name">{person.name}</h2>
          <span className="soft small">{person.mail ?? (person.hasAccount ? m.acc_former() : m.acc_no_account())}</span>
        </div>
        <div className="row">
          <Link className="button" href={`/a/t/${tenantId}/people/${person.personId}/data`} aria-label={m.pd_data_of({ name: person.name })}>
            {m.pd_data()}
          </Link>
          {person.hasAccount && live.length === 0 ? (
            <Link className="button" href={`/a/t/${tenantId}/invitations`}>
              {m.acc_invite_back()}
            </Link>
          ) : (
            <Button onClick={() => setGiving(true)}>{m.acc_give()}</Button>
          )}
          {person.hasAccount && live.length > 0 && (
            <Button
              look="quiet"
              onClick={() => send(async () => setLink((await call(resetLink, { params: { tenantId, personId: person.personId }, body: {} })).link ?? 'mailed'))}
            >
              {m.acc_reset_link()}
            </Button>
          )}
        </div>
      </div>
      {shown.length === 0 ? (
        <p className="soft">{m.acc_no_grants()}</p>
      ) : (
        <Grants grants={shown} onRevoke={(id) => send(() => call(revokeGrant, { params: { tenantId, grantId: id }, body: {} }).then(onChange))} />
      )}
      {past.length > 0 && <PastGrants grants={past} />}
      {problem !== null && <Refused problem={problem} />}
      {link !== null && <ResetLink link={link} />}
      <Sheet title={m.acc_give_to({ name: person.name })} open={giving} onClose={() => setGiving(false)}>
        <GiveForm
          person={person}
          tenantId={tenantId}
          onDone={() => {
            setGiving(false);
            onChange();
          }}
        />
      </Sheet>
    </li>
  );
}

function PastGrants({ grants }: { grants: Grant[] }) {
  return (
    <details>
      <summary>{m.acc_past_grants({ count: grants.length })}</summary>
      <Grants grants={grants} />
    </details>
  );
}

function ResetLink({ link }: { link: string }) {
  return link === 'mailed' ? <Note role="status">{m.acc_reset_mailed()}</Note> : <LinkToCopy link={link} text={m.acc_reset_link_text()} />;
}

function Grants({ grants, onRevoke }: { grants: Grant[]; onRevoke?: (id: string) => void }) {
  const locale = useLocale();
  const [sure, setSure] = useState<string | null>(null);
  const until = (grant: Grant) => {
    if (!grant.live && !grant.revokedAt && new Date(grant.startsAt) > new Date()) return m.acc_from({ date: formatMoment(grant.startsAt, locale) });
    if (grant.revokedAt) return m.acc_revoked_on({ date: formatDate(grant.revokedAt, locale) });
    return grant.endsAt ? m.acc_until({ date: formatDate(grant.endsAt, locale) }) : m.acc_open_end();
  };
  return (
    <ul className="lines">
      {grants.map((grant) => (
        <li key={grant.id} className="row row-apart">
          <span>
            <strong>{sayRole(grant.role)}</strong> <span className="soft small">{until(grant)}</span>
            <br />
            <span className="soft small">{m.acc_given({ reason: grant.reason, by: grant.givenBy ?? 'Lotse', date: formatDate(grant.startsAt, locale) })}</span>
          </span>
          {onRevoke &&
            (sure === grant.id ? (
              <span className="row">
                <Button onClick={() => onRevoke(grant.id)}>{m.acc_revoke_sure()}</Button>
                <Button look="quiet" onClick={() => setSure(null)}>
                  {m.acc_cancel()}
                </Button>
              </span>
            ) : (
              <Button look="quiet" onClick={() => setSure(grant.id)}>
                {m.acc_revoke()}
              </Button>
            ))}
        </li>
      ))}
    </ul>
  );
}

function GiveForm({ person, tenantId, onDone }: { person: Person; tenantId: string; onDone: () => void }) {
  const options = person.hasAccount ? roleOptions() : launchedOptions();
  const [role, setRole] = useState<string>(options[0]?.[0] ?? 'office');
  const [reason, setReason] = useState('');
  const [endsOn, setEndsOn] = useState('');
  useUnsaved({ role, reason, endsOn });
  async function submit() {
    await call(giveGrant, { params: { tenantId }, body: { personId: person.personId, role: role as InvitedRole, reason, endsOn: endsOn || null } });
    onDone();
  }
  return (
    <Form submit={m.acc_give()} onSubmit={submit}>
      <ChoiceField legend={m.acc_role()} value={role} options={options} onChange={setRole} />
      <Field label={m.acc_reason()} hint={m.acc_reason_hint()} required maxLength={120} value={reason} onChange={setReason} />
      <Field
        label={m.acc_ends_on()}
        hint={needsEnd(role) ? m.acc_ends_must() : m.acc_ends_may()}
        type="date"
        required={needsEnd(role)}
        value={endsOn}
        onChange={setEndsOn}
      />
    </Form>
  );
}
