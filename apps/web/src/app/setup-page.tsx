import { lazy, Suspense, useState } from 'react';
import { setupAdmin, setupPasskey, setupState, setupTenant, setupTotp, type AccountSession } from '#lotse/contract';
import type { output } from 'zod/mini';
import { call } from '../kit/api/call.js';
import { useLoad } from '../kit/api/use-load.js';
import { Button } from '../kit/design/button.js';
import { Note } from '../kit/design/note.js';
import { Waiting } from '../kit/design/states.js';
import { Link, navigate } from '../kit/address/nav.js';
import { m } from '../paraglide/messages.js';
import { useLocale } from '../kit/session/locale.js';
import { PageHeading } from '../kit/frame/page.js';
import { chooseLocale, enter, useAccount } from '../kit/session/account-session.js';
import { AddressCheck, MailTest } from '../account/checks.js';
import { CredentialsForm } from '../account/credentials-form.js';
import { Dead, Field, Form } from '../kit/form/form.js';
import { dropToken, takeToken } from '../account/fragment.js';
import { Frame } from '../kit/frame/frame.js';
import { Login } from '../account/login-page.js';
import { RecoveryCodes } from '../account/recovery-codes.js';
import { TenantFields, type TenantWish } from '../kit/form/tenant-fields.js';

const PATH = '/setup';
type Step = 'language' | 'admin' | 'tenant' | 'address' | 'mail' | 'platform' | 'done';
const STEPS: Step[] = ['language', 'admin', 'tenant', 'address', 'mail', 'platform', 'done'];
const ConnectStep = lazy(() => import('../tenant/platforms/connect-step.js'));

/** The first start. Every step may be left: the link goes on where it stood, and checks can be made again later. */
export default function SetupPage() {
  const [token] = useState(() => takeToken(PATH));
  const account = useAccount();
  const isAdmin = account.at === 'open' && account.me.tenants.some((tenant) => tenant.roles.includes('admin'));
  const state = useLoad(`setup ${token}`, (signal) => call(setupState, { body: { token }, signal }));
  const [step, setStep] = useState<Step | null>(null);
  const over = state.problem !== null && !isAdmin;
  const found: Step | null = isAdmin ? 'address' : state.value === null ? null : state.value.step === 'tenant' ? 'tenant' : 'language';
  const now = step ?? found;
  return (
    <Frame title={m.acc_setup()}>
      <div className="stack stack-24">
        <PageHeading>{m.acc_setup()}</PageHeading>
        {over ? <Dead problem={state.problem} /> : now === null ? <Waiting /> : <Wizard step={now} token={token} onStep={setStep} />}
      </div>
    </Frame>
  );
}

interface StepProps {
  token: string;
  onStep: (step: Step) => void;
}

function Wizard({ step, token, onStep }: StepProps & { step: Step }) {
  return (
    <>
      <Progress step={step} />
      <section className="card stack" aria-label={titleOf(step)}>
        <h2>{titleOf(step)}</h2>
        {step === 'language' && <LanguageStep onStep={onStep} />}
        {step === 'admin' && <AdminStep token={token} onStep={onStep} />}
        {step === 'tenant' && <TenantStep token={token} onStep={onStep} />}
        {step === 'address' && (
          <CheckStep next="mail" onStep={onStep}>
            <AddressCheck />
          </CheckStep>
        )}
        {step === 'mail' && (
          <CheckStep next="platform" onStep={onStep}>
            <MailTest />
          </CheckStep>
        )}
        {step === 'platform' && <PlatformStep onStep={onStep} />}
        {step === 'done' && <DoneStep />}
      </section>
    </>
  );
}

function titleOf(step: Step): string {
  const words = {
    language: m.acc_step_language,
    admin: m.acc_step_admin,
    tenant: m.acc_step_tenant,
    address: m.acc_step_address,
    mail: m.acc_step_mail,
    platform: m.pf_first,
    done: m.acc_step_done,
  };
  return words[step]();
}

function Progress({ step }: { step: Step }) {
  const at = STEPS.indexOf(step);
  return (
    <div className="stack stack-4">
      <p className="soft small">{m.acc_step_of({ number: at + 1, total: STEPS.length })}</p>
      <div className="setup-bar" aria-hidden>
        <span style={{ width: `${((at + 1) / STEPS.length) * 100}%` }} />
      </div>
    </div>
  );
}

function LanguageStep({ onStep }: Pick<StepProps, 'onStep'>) {
  const locale = useLocale();
  return (
    <div className="stack">
      <p>{m.acc_setup_text()}</p>
      <fieldset className="stack stack-8">
        <legend className="unseen">{m.acc_step_language()}</legend>
        {(['de', 'en'] as const).map((one) => (
          <label key={one} className="choice" lang={one}>
            <input type="radio" name="locale" checked={locale === one} onChange={() => void chooseLocale(one)} />
            {one === 'de' ? 'Deutsch' : 'English'}
          </label>
        ))}
      </fieldset>
      <div>
        <Button look="main" onClick={() => onStep('admin')}>
          {m.acc_next()}
        </Button>
      </div>
    </div>
  );
}

function AdminStep({ token, onStep }: StepProps) {
  const locale = useLocale();
  const [name, setName] = useState('');
  const [mail, setMail] = useState('');
  const [named, setNamed] = useState(false);
  const [done, setDone] = useState<{ session: output<typeof AccountSession>; codes: string[] } | null>(null);
  function finish(session: output<typeof AccountSession>) {
    enter(session);
    onStep('tenant');
  }
  if (done !== null) return <RecoveryCodes heading="h3" codes={done.codes} onKept={() => finish(done.session)} />;
  if (!named) {
    return (
      <Form submit={m.acc_next()} onSubmit={() => Promise.resolve(setNamed(true))}>
        <p>{m.acc_admin_text()}</p>
        <Field label={m.acc_name()} hint={m.acc_name_hint()} autoComplete="name" required maxLength={120} value={name} onChange={setName} />
        <Field label={m.acc_mail()} type="email" autoComplete="username" required maxLength={254} value={mail} onChange={setMail} />
      </Form>
    );
  }
  return (
    <CredentialsForm
      offerTotp={() => call(setupTotp, { body: { token, mail } })}
      offerPasskey={() => call(setupPasskey, { body: { token, mail, name } })}
      onReady={async (wish) => {
        const { session, recoveryCodes } = await call(setupAdmin, { body: { token, mail, name, locale, ...wish } });
        if (recoveryCodes.length > 0) setDone({ session, codes: recoveryCodes });
        else finish(session);
      }}
    />
  );
}

/** Taken up in another browser or after a pause, the admin signs in first. */
function TenantStep({ token, onStep }: StepProps) {
  const locale = useLocale();
  const account = useAccount();
  const [wish, setWish] = useState<TenantWish>({ kind: 'provider', name: '' });
  async function submit() {
    enter(await call(setupTenant, { body: { token, ...wish, locale } }));
    dropToken(PATH);
    onStep('address');
  }
  if (account.at !== 'open') {
    return (
      <div className="stack">
        <Note>{m.acc_tenant_sign_in()}</Note>
        <Login />
      </div>
    );
  }
  return (
    <Form submit={m.acc_next()} onSubmit={submit}>
      <p>{m.acc_tenant_text()}</p>
      <TenantFields wish={wish} onChange={setWish} />
    </Form>
  );
}

function CheckStep({ next, onStep, children }: { next: Step; onStep: (step: Step) => void; children: React.ReactNode }) {
  return (
    <div className="stack">
      {children}
      <div className="row">
        <Button look="main" onClick={() => onStep(next)}>
          {m.acc_next()}
        </Button>
        <span className="soft small">{m.acc_check_later()}</span>
      </div>
    </div>
  );
}

/** The link that is made here goes on working when the step is left; what became of it stands under "Plattformen". */
function PlatformStep({ onStep }: Pick<StepProps, 'onStep'>) {
  const account = useAccount();
  const tenant = account.at === 'open' ? account.me.tenants.find((one) => one.roles.includes('admin')) : undefined;
  if (tenant === undefined) return <Login />;
  return (
    <div className="stack stack-24">
      <Suspense fallback={<Waiting />}>
        <ConnectStep tenant={tenant} />
      </Suspense>
      <div className="row">
        <Button onClick={() => onStep('done')}>{m.acc_next()}</Button>
        <span className="soft small">{m.pf_first_later()}</span>
      </div>
    </div>
  );
}

function DoneStep() {
  return (
    <div className="stack">
      <p>{m.acc_done_text()}</p>
      <div className="row">
        <Button look="main" onClick={() => navigate('/a')}>
          {m.acc_to_admin()}
        </Button>
        <Link className="link-row" href="/a/account">
          {m.acc_account()}
        </Link>
      </div>
    </div>
  );
}
