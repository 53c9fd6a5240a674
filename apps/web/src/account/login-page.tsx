import KeyRound from 'lucide-react/icons/key-round';
import { useEffect, useRef, useState } from 'react';
import { login, loginSecond } from '#lotse/contract';
import { call } from '../kit/api/call.js';
import { toProblem } from '../kit/api/problem.js';
import { Button } from '../kit/design/button.js';
import { Note } from '../kit/design/note.js';
import { Link } from '../kit/address/nav.js';
import { m } from '../paraglide/messages.js';
import { PageHeading } from '../kit/frame/page.js';
import { enter } from '../kit/session/account-session.js';
import { CodeField, Field, Form, PasswordField, Refused, useSend } from '../kit/form/form.js';
import { Frame } from '../kit/frame/frame.js';
import { hasPasskeys, signInWithPasskey } from './passkey.js';

export function LoginPage({ why }: { why: 'none' | 'over' | 'left' }) {
  return (
    <Frame title={m.acc_sign_in()}>
      <div className="calm">
        <PageHeading>{m.acc_sign_in()}</PageHeading>
        {why === 'over' && <Note role="status">{m.acc_session_over()}</Note>}
        {why === 'left' && <Note role="status">{m.acc_left()}</Note>}
        <Login mail={mailInAddress()} />
        <p className="soft small">{m.acc_from_moodle()}</p>
      </div>
    </Frame>
  );
}

/** Who is to sign in, where a link says it: behind the `#`, so that it stands in no log. */
function mailInAddress(): string {
  return new URLSearchParams(window.location.hash.slice(1)).get('mail')?.slice(0, 254) ?? '';
}

interface Ticket {
  ticket: string;
  mail: string;
}

/** Password and second factor, or the passkey alone. Also stands on an invitation for somebody who has an account. */
export function Login({ mail: given = '' }: { mail?: string }) {
  const [ticket, setTicket] = useState<Ticket | null>(null);
  return ticket === null ? <First given={given} onTicket={setTicket} /> : <Second ticket={ticket.ticket} mail={ticket.mail} onOver={() => setTicket(null)} />;
}

function First({ given, onTicket }: { given: string; onTicket: (ticket: Ticket) => void }) {
  const [mail, setMail] = useState(given);
  const [password, setPassword] = useState('');
  const passkey = useSend();
  async function submit() {
    onTicket({ mail, ticket: (await call(login, { body: { mail, password } })).ticket });
  }
  return (
    <div className="stack stack-24">
      <Form
        submit={m.acc_next()}
        onSubmit={submit}
        more={
          <Link className="link-row" href="/a/forgot">
            {m.acc_forgot()}
          </Link>
        }
      >
        <Field label={m.acc_mail()} type="email" autoComplete="username webauthn" required maxLength={254} value={mail} onChange={setMail} />
        <PasswordField label={m.acc_password()} autoComplete="current-password" value={password} onChange={setPassword} />
      </Form>
      {hasPasskeys() && (
        <div className="stack stack-8 or">
          <div>
            <Button onClick={() => passkey.send(signInWithPasskey)}>
              <KeyRound aria-hidden size={18} />
              {m.acc_with_passkey()}
            </Button>
          </div>
          {passkey.problem !== null && <Refused problem={passkey.problem} />}
        </div>
      )}
    </div>
  );
}

/** The demo's page at `/`, open in another tab, shows the codes of its invented people and hands over the one that is asked for. */
function useDemoCode(mail: string, take: (code: string) => void): void {
  const latest = useRef(take);
  useEffect(() => {
    latest.current = take;
  });
  useEffect(() => {
    if (!('BroadcastChannel' in window)) return undefined;
    const bus = new BroadcastChannel('lotse-demo-code');
    bus.onmessage = ({ data }: MessageEvent<{ code?: unknown }>) => {
      if (typeof data.code === 'string' && /^\d{6}$/.test(data.code)) latest.current(data.code);
    };
    bus.postMessage({ mail });
    return () => bus.close();
  }, [mail]);
}

function Second({ ticket, mail, onOver }: Ticket & { onOver: () => void }) {
  const [code, setCode] = useState('');
  useDemoCode(mail, (given) => setCode((typed) => (typed === '' ? given : typed)));
  const [recovery, setRecovery] = useState(false);
  async function submit() {
    try {
      enter(await call(loginSecond, { body: { ticket, code: code.trim() } }));
    } catch (error) {
      setCode('');
      if (toProblem(error).code === 'login.over') onOver();
      throw error;
    }
  }
  const other = (
    <Button look="quiet" onClick={() => setRecovery(!recovery)}>
      {recovery ? m.acc_use_app() : m.acc_use_recovery()}
    </Button>
  );
  return (
    <Form submit={m.acc_sign_in()} onSubmit={submit} more={other}>
      <CodeField
        key={String(recovery)}
        autoFocus
        label={recovery ? m.acc_recovery_code() : m.acc_code()}
        hint={recovery ? m.acc_recovery_hint() : m.acc_code_hint()}
        value={code}
        onChange={setCode}
      />
    </Form>
  );
}
