import { useState } from 'react';
import { invitations, invite, renewInvitation, withdrawInvitation, type InvitationRow } from '#lotse/contract';
import type { output } from 'zod/mini';
import { call } from '../../kit/api/call.js';
import { Button } from '../../kit/design/button.js';
import { formatDate } from '../../kit/design/format.js';
import { Failed, Waiting } from '../../kit/design/states.js';
import { m } from '../../paraglide/messages.js';
import { useLocale } from '../../kit/session/locale.js';
import { PageHeading } from '../../kit/frame/page.js';
import { ChoiceField, Field, Form, Refused, useSend } from '../../kit/form/form.js';
import { Frame } from '../../kit/frame/frame.js';
import { LinkToCopy } from './link-to-copy.js';
import { Paging } from '../../kit/design/paging.js';
import { needsEnd, roleOptions, sayRole, type InvitedRole } from '../../kit/words/roles.js';
import type { Tenant } from '../../kit/session/account-session.js';
import { useTenantLoad } from '../../kit/frame/use-tenant-load.js';

type Row = output<typeof InvitationRow>;
interface Made {
  link: string;
  mailed: boolean;
}
const SIZE = 25;

export default function InvitationsPage({ tenant }: { tenant: Tenant }) {
  const [page, setPage] = useState(1);
  const [made, setMade] = useState<Made | null>(null);
  const params = { tenantId: tenant.tenantId };
  const list = useTenantLoad(`invitations ${tenant.tenantId} ${page}`, (signal) => call(invitations, { params, query: { page, size: SIZE }, signal }));
  function onMade(fresh: Made) {
    setMade(fresh);
    list.reload();
  }
  return (
    <Frame title={m.acc_invitations()} wide>
      <div className="stack stack-24">
        <PageHeading>{m.acc_invitations_of({ tenant: tenant.name })}</PageHeading>
        <div className="halves halves-side">
          <section className="card stack">
            <h2>{m.acc_invite()}</h2>
            <InviteForm tenantId={tenant.tenantId} onMade={onMade} />
            {made !== null && <LinkToCopy key={made.link} link={made.link} text={made.mailed ? m.acc_invited_mail() : m.acc_invited_copy()} />}
          </section>
          <section className="stack">
            <h2>{m.acc_invitations_all()}</h2>
            {list.value === null ? (
              list.problem === null ? (
                <Waiting />
              ) : (
                <Failed problem={list.problem} onRetry={list.reload} />
              )
            ) : (
              <>
                {list.value.rows.length === 0 && <p className="soft">{m.acc_invitations_none()}</p>}
                <ul className="stack">
                  {list.value.rows.map((row) => (
                    <InvitationCard key={row.id} row={row} tenantId={tenant.tenantId} onMade={onMade} onChange={list.reload} />
                  ))}
                </ul>
                <Paging page={page} size={SIZE} total={list.value.total} onPage={setPage} />
              </>
            )}
          </section>
        </div>
      </div>
    </Frame>
  );
}

function InviteForm({ tenantId, onMade }: { tenantId: string; onMade: (made: Made) => void }) {
  const own = useLocale();
  const [mail, setMail] = useState('');
  const [role, setRole] = useState<InvitedRole>('office');
  const [reason, setReason] = useState('');
  const [endsOn, setEndsOn] = useState('');
  const [locale, setLocale] = useState(own);
  async function submit() {
    onMade(await call(invite, { params: { tenantId }, body: { mail, role, reason, endsOn: endsOn || null, locale } }));
    setMail('');
    setReason('');
  }
  return (
    <Form submit={m.acc_invite()} onSubmit={submit}>
      <Field label={m.acc_mail()} type="email" autoComplete="off" required maxLength={254} value={mail} onChange={setMail} />
      <ChoiceField legend={m.acc_role()} value={role} options={roleOptions()} onChange={setRole} />
      <Field label={m.acc_reason()} hint={m.acc_reason_hint()} required maxLength={120} value={reason} onChange={setReason} />
      <Field
        label={m.acc_ends_on()}
        hint={needsEnd(role) ? m.acc_ends_must() : m.acc_ends_may()}
        type="date"
        required={needsEnd(role)}
        value={endsOn}
        onChange={setEndsOn}
      />
      <ChoiceField
        legend={m.acc_invite_locale()}
        value={locale}
        options={[
          ['de', 'Deutsch'],
          ['en', 'English'],
        ]}
        onChange={setLocale}
      />
    </Form>
  );
}

const STATES = {
  open: [m.acc_inv_open, 'badge badge-accent'],
  accepted: [m.acc_inv_accepted, 'badge badge-good'],
  withdrawn: [m.acc_inv_withdrawn, 'badge'],
  expired: [m.acc_inv_expired, 'badge badge-amber'],
} as const;
const MAILS = { waiting: m.acc_mail_waiting, sent: m.acc_mail_was_sent, failed: m.acc_mail_was_refused, shown: m.acc_mail_shown } as const;

function InvitationCard({ row, tenantId, onMade, onChange }: { row: Row; tenantId: string; onMade: (made: Made) => void; onChange: () => void }) {
  const locale = useLocale();
  const { problem, send } = useSend();
  const [word, look] = STATES[row.state];
  const params = { tenantId, invitationId: row.id };
  return (
    <li className="card stack stack-8">
      <div className="row row-apart">
        <strong>{row.mail}</strong>
        <span className={look}>{word()}</span>
      </div>
      <span>
        {sayRole(row.role)} · {row.endsAt ? m.acc_until({ date: formatDate(row.endsAt, locale) }) : m.acc_open_end()}
      </span>
      <span className="soft small">{m.acc_given({ reason: row.reason, by: row.invitedBy, date: formatDate(row.createdAt, locale) })}</span>
      {row.state === 'open' && <span className="soft small">{m.acc_link_until({ date: formatDate(row.expiresAt, locale) })}</span>}
      {row.mailState !== null && <span className={row.mailState === 'failed' ? 'badge badge-wrong' : 'soft small'}>{MAILS[row.mailState]()}</span>}
      {(row.state === 'open' || row.state === 'expired') && (
        <div className="row">
          <Button onClick={() => send(async () => onMade(await call(renewInvitation, { params, body: {} })))}>{m.acc_new_link()}</Button>
          <Button look="quiet" onClick={() => send(() => call(withdrawInvitation, { params, body: {} }).then(onChange))}>
            {m.acc_withdraw()}
          </Button>
        </div>
      )}
      {problem !== null && <Refused problem={problem} />}
    </li>
  );
}
