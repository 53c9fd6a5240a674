import { useState } from 'react';
import { acceptInvitation, invitationPasskey, invitationTotp, joinInvitation, lookInvitation, type AccountSession, type InvitationView } from '#lotse/contract';
import type { output } from 'zod/mini';
import { call } from '../kit/api/call.js';
import { useLoad } from '../kit/api/use-load.js';
import { formatMoment } from '../kit/design/format.js';
import { Note } from '../kit/design/note.js';
import { Waiting } from '../kit/design/states.js';
import { navigate } from '../kit/address/nav.js';
import { m } from '../paraglide/messages.js';
import { useLocale } from '../kit/session/locale.js';
import { PageHeading } from '../kit/frame/page.js';
import { enter, useAccount } from '../kit/session/account-session.js';
import { CredentialsForm } from './credentials-form.js';
import { Dead, Field, Form } from '../kit/form/form.js';
import { dropToken, takeToken } from './fragment.js';
import { Frame } from '../kit/frame/frame.js';
import { Login } from './login-page.js';
import { RecoveryCodes } from './recovery-codes.js';
import { sayRole } from '../kit/words/roles.js';

type View = output<typeof InvitationView>;
const PATH = '/a/invitation';

export default function InvitationPage() {
  const [token] = useState(() => takeToken(PATH));
  const view = useLoad(`invitation ${token}`, (signal) => call(lookInvitation, { body: { token }, signal }));
  return (
    <Frame title={m.acc_invitation()}>
      <div className="calm">
        <PageHeading>{m.acc_invitation()}</PageHeading>
        {view.value !== null ? <Invited view={view.value} token={token} /> : view.problem !== null ? <Dead problem={view.problem} /> : <Waiting />}
      </div>
    </Frame>
  );
}

function Invited({ view, token }: { view: View; token: string }) {
  const locale = useLocale();
  return (
    <>
      <p>{m.acc_invited({ tenant: view.tenantName, role: sayRole(view.role) })}</p>
      <dl className="facts">
        <dt>{m.acc_mail()}</dt>
        <dd>{view.mail}</dd>
        <dt>{m.acc_valid_until()}</dt>
        <dd>{formatMoment(view.expiresAt, locale)}</dd>
      </dl>
      {view.hasAccount ? <Join view={view} token={token} /> : <Accept token={token} />}
    </>
  );
}

/** Somebody whose address has an account signs in and joins. */
function Join({ view, token }: { view: View; token: string }) {
  const state = useAccount();
  async function join() {
    enter(await call(joinInvitation, { body: { token } }));
    dropToken(PATH);
    navigate('/a');
  }
  if (state.at !== 'open') {
    return (
      <>
        <Note>{m.acc_has_account()}</Note>
        <Login mail={view.mail} />
      </>
    );
  }
  return (
    <Form submit={m.acc_join()} onSubmit={join}>
      <p>{m.acc_join_as({ name: state.me.name })}</p>
    </Form>
  );
}

function Accept({ token }: { token: string }) {
  const [name, setName] = useState('');
  const [named, setNamed] = useState(false);
  const [done, setDone] = useState<{ session: output<typeof AccountSession>; codes: string[] } | null>(null);
  function finish(session: output<typeof AccountSession>) {
    enter(session);
    dropToken(PATH);
    navigate('/a');
  }
  if (done !== null) return <RecoveryCodes codes={done.codes} onKept={() => finish(done.session)} />;
  if (!named) {
    return (
      <Form submit={m.acc_next()} onSubmit={() => Promise.resolve(setNamed(true))}>
        <Field label={m.acc_name()} hint={m.acc_name_hint()} autoComplete="name" required maxLength={120} value={name} onChange={setName} />
      </Form>
    );
  }
  return (
    <CredentialsForm
      offerTotp={() => call(invitationTotp, { body: { token } })}
      offerPasskey={() => call(invitationPasskey, { body: { token, name } })}
      onReady={async (wish) => {
        const { session, recoveryCodes } = await call(acceptInvitation, { body: { token, name, ...wish } });
        if (recoveryCodes.length > 0) setDone({ session, codes: recoveryCodes });
        else finish(session);
      }}
    />
  );
}
