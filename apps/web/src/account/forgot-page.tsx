import { useState } from 'react';
import { askReset } from '#lotse/contract';
import { call } from '../kit/api/call.js';
import { Note } from '../kit/design/note.js';
import { Link } from '../kit/address/nav.js';
import { m } from '../paraglide/messages.js';
import { PageHeading } from '../kit/frame/page.js';
import { Field, Form } from '../kit/form/form.js';
import { Frame } from '../kit/frame/frame.js';

export default function ForgotPage() {
  const [mail, setMail] = useState('');
  const [asked, setAsked] = useState<boolean | null>(null);
  return (
    <Frame title={m.acc_forgot()}>
      <div className="calm">
        <PageHeading>{m.acc_forgot()}</PageHeading>
        {asked === null ? (
          <Form submit={m.acc_send_link()} onSubmit={async () => setAsked((await call(askReset, { body: { mail } })).mail)}>
            <p>{m.acc_forgot_text()}</p>
            <Field label={m.acc_mail()} type="email" autoComplete="username" required maxLength={254} value={mail} onChange={setMail} />
          </Form>
        ) : (
          <Note role="status">{asked ? m.acc_reset_sent() : m.acc_reset_no_mail()}</Note>
        )}
        <div>
          <Link className="link-row" href="/a">
            {m.acc_to_sign_in()}
          </Link>
        </div>
      </div>
    </Frame>
  );
}
