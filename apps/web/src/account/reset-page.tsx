import { useEffect, useRef, useState } from 'react';
import { finishReset } from '#lotse/contract';
import { call } from '../kit/api/call.js';
import { Note } from '../kit/design/note.js';
import { Link } from '../kit/address/nav.js';
import { m } from '../paraglide/messages.js';
import { PageHeading } from '../kit/frame/page.js';
import { Form } from '../kit/form/form.js';
import { dropToken, takeToken } from './fragment.js';
import { NewPasswordField } from './new-password-field.js';
import { Frame } from '../kit/frame/frame.js';

const PATH = '/a/reset';

export default function ResetPage() {
  const [token] = useState(() => takeToken(PATH));
  const [password, setPassword] = useState('');
  const [done, setDone] = useState(false);
  const next = useRef<HTMLDivElement>(null);
  // the form that had the focus is gone
  useEffect(() => {
    if (done) next.current?.querySelector('a')?.focus();
  }, [done]);
  async function submit() {
    await call(finishReset, { body: { token, password } });
    dropToken(PATH);
    setDone(true);
  }
  return (
    <Frame title={m.acc_new_password()}>
      <div className="calm">
        <PageHeading>{m.acc_new_password()}</PageHeading>
        {token === '' && <Note look="wrong">{m.problem_reset_over()}</Note>}
        {token !== '' && !done && (
          <Form submit={m.acc_save()} onSubmit={submit}>
            <p>{m.acc_reset_text()}</p>
            <NewPasswordField value={password} onChange={setPassword} />
          </Form>
        )}
        {done && <Note role="status">{m.acc_reset_done()}</Note>}
        <div ref={next}>
          <Link className="link-row" href="/a">
            {m.acc_to_sign_in()}
          </Link>
        </div>
      </div>
    </Frame>
  );
}
