import { useState } from 'react';
import {
  accountPage,
  addPasskey,
  changePassword,
  endMySession,
  myPasskey,
  myTotp,
  newRecoveryCodes,
  removePasskey,
  saveTotp,
  type AccountPage,
  type TotpOffer,
} from '#lotse/contract';
import type { output } from 'zod/mini';
import { call } from '../kit/api/call.js';
import { useLoad } from '../kit/api/use-load.js';
import { Button } from '../kit/design/button.js';
import { formatMoment } from '../kit/design/format.js';
import { Note } from '../kit/design/note.js';
import { Failed, Waiting } from '../kit/design/states.js';
import { m } from '../paraglide/messages.js';
import { useLocale } from '../kit/session/locale.js';
import { PageHeading } from '../kit/frame/page.js';
import { leave, leaveEverywhere, useMe } from '../kit/session/account-session.js';
import { TotpSteps } from './credentials-form.js';
import { Field, Form, PasswordField, Refused, useSend } from '../kit/form/form.js';
import { Frame } from '../kit/frame/frame.js';
import { hasPasskeys, makePasskey } from './passkey.js';
import { RecoveryCodes } from './recovery-codes.js';
import { NewPasswordField } from './new-password-field.js';
import { sayRole } from '../kit/words/roles.js';

type Own = output<typeof AccountPage>;
interface PartProps {
  own: Own;
  onChange: () => void;
}

/** One's own account: how one signs in, where one is signed in, what one may do. */
export default function OwnPage() {
  const page = useLoad('account', (signal) => call(accountPage, { signal }));
  return (
    <Frame title={m.acc_account()} wide>
      <div className="stack stack-24">
        <PageHeading>{m.acc_account()}</PageHeading>
        {page.value === null ? (
          page.problem === null ? (
            <Waiting />
          ) : (
            <Failed problem={page.problem} onRetry={page.reload} />
          )
        ) : (
          <Parts own={page.value} onChange={page.reload} />
        )}
      </div>
    </Frame>
  );
}

function Parts({ own, onChange }: PartProps) {
  const me = useMe();
  return (
    <>
      <dl className="facts card">
        <dt>{m.acc_name()}</dt>
        <dd>{own.name}</dd>
        <dt>{m.acc_mail()}</dt>
        <dd>{own.mail}</dd>
        <dt>{m.acc_roles()}</dt>
        <dd>{me.tenants.length === 0 ? m.acc_no_role() : me.tenants.map((tenant) => `${tenant.name}: ${tenant.roles.map(sayRole).join(', ')}`).join(' · ')}</dd>
      </dl>
      {!own.fresh && <Stale />}
      <div className="halves">
        <Passkeys own={own} onChange={onChange} />
        <Codes own={own} onChange={onChange} />
        <Password own={own} onChange={onChange} />
        <Totp own={own} onChange={onChange} />
      </div>
      <Sessions own={own} onChange={onChange} />
    </>
  );
}

function Stale() {
  return (
    <Note look="amber">
      <div className="stack stack-8">
        <p>{m.problem_login_too_old()}</p>
        <div>
          <Button onClick={() => void leave()}>{m.acc_sign_in_again()}</Button>
        </div>
      </div>
    </Note>
  );
}

function Passkeys({ own, onChange }: PartProps) {
  const locale = useLocale();
  const [name, setName] = useState('');
  const remove = useSend();
  async function add() {
    const made = await makePasskey(await call(myPasskey, { body: {} }));
    await call(addPasskey, { body: { ...made, name: name.trim() || m.acc_passkey() } });
    setName('');
    onChange();
  }
  return (
    <section className="card stack">
      <h2>{m.acc_passkeys()}</h2>
      {own.passkeys.length === 0 && <p>{m.acc_passkeys_none()}</p>}
      <ul className="lines" hidden={own.passkeys.length === 0}>
        {own.passkeys.map((key) => (
          <li key={key.id} className="row row-apart">
            <span>
              <strong>{key.name}</strong> <span className="soft small">{m.acc_since({ date: formatMoment(key.createdAt, locale) })}</span>
            </span>
            <Button look="quiet" onClick={() => remove.send(() => call(removePasskey, { params: { passkeyId: key.id }, body: {} }).then(onChange))}>
              {m.acc_remove()}
            </Button>
          </li>
        ))}
      </ul>
      {remove.problem !== null && <Refused problem={remove.problem} />}
      {hasPasskeys() && (
        <Form look="plain" submit={m.acc_make_passkey()} onSubmit={add}>
          <Field label={m.acc_passkey_name()} hint={m.acc_passkey_name_hint()} maxLength={120} value={name} onChange={setName} />
        </Form>
      )}
    </section>
  );
}

function Codes({ own, onChange }: PartProps) {
  const [codes, setCodes] = useState<string[] | null>(null);
  if (codes !== null) {
    return (
      <section className="card">
        <RecoveryCodes
          codes={codes}
          onKept={() => {
            setCodes(null);
            onChange();
          }}
        />
      </section>
    );
  }
  return (
    <section className="card stack">
      <h2>{m.acc_codes_title()}</h2>
      <Form look="plain" submit={m.acc_codes_new()} onSubmit={async () => setCodes((await call(newRecoveryCodes, { body: {} })).codes)}>
        <p>{m.acc_codes_left({ count: own.recoveryLeft })}</p>
      </Form>
    </section>
  );
}

function Password({ own, onChange }: PartProps) {
  const [current, setCurrent] = useState('');
  const [next, setNext] = useState('');
  const [done, setDone] = useState(false);
  async function submit() {
    await call(changePassword, { body: { current: own.hasPassword ? current : null, next } });
    setCurrent('');
    setNext('');
    setDone(true);
    onChange();
  }
  return (
    <section className="card stack">
      <h2>{m.acc_password()}</h2>
      <Form look="plain" submit={m.acc_save()} onSubmit={submit}>
        {own.hasPassword && <PasswordField label={m.acc_current_password()} autoComplete="current-password" value={current} onChange={setCurrent} />}
        <NewPasswordField value={next} onChange={setNext} />
        {done && <Note role="status">{m.acc_password_saved()}</Note>}
      </Form>
    </section>
  );
}

function Totp({ own, onChange }: PartProps) {
  const [offer, setOffer] = useState<output<typeof TotpOffer> | null>(null);
  const [code, setCode] = useState('');
  async function submit() {
    if (offer === null) return setOffer(await call(myTotp, { body: {} }));
    await call(saveTotp, { body: { secret: offer.secret, proof: offer.proof, code: code.replace(/\s/g, '') } });
    setOffer(null);
    setCode('');
    onChange();
  }
  return (
    <section className="card stack">
      <h2>{m.acc_app()}</h2>
      <Form look="plain" submit={offer === null ? (own.hasTotp ? m.acc_app_change() : m.acc_app_set()) : m.acc_save()} onSubmit={submit}>
        {offer === null ? <p>{own.hasTotp ? m.acc_app_is_set() : m.acc_app_is_missing()}</p> : <TotpSteps offer={offer} code={code} onCode={setCode} />}
      </Form>
    </section>
  );
}

function Sessions({ own, onChange }: PartProps) {
  const locale = useLocale();
  const { problem, send } = useSend();
  return (
    <section className="card stack">
      <h2>{m.acc_sessions()}</h2>
      <ul className="lines">
        {own.sessions.map((one) => (
          <li key={one.id} className="row row-apart">
            <span>
              <strong>{one.device || m.acc_device_unknown()}</strong> {one.current && <span className="badge badge-good">{m.acc_this_device()}</span>}
              <br />
              <span className="soft small">{m.acc_session_times({ since: formatMoment(one.createdAt, locale), seen: formatMoment(one.seenAt, locale) })}</span>
            </span>
            {!one.current && (
              <Button look="quiet" onClick={() => send(() => call(endMySession, { params: { sessionId: one.id }, body: {} }).then(onChange))}>
                {m.acc_end()}
              </Button>
            )}
          </li>
        ))}
      </ul>
      {problem !== null && <Refused problem={problem} />}
      <div>
        <Button onClick={() => send(leaveEverywhere)}>{m.acc_end_all()}</Button>
      </div>
    </section>
  );
}
