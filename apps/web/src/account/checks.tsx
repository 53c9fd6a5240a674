import CircleCheck from 'lucide-react/icons/circle-check';
import CircleX from 'lucide-react/icons/circle-x';
import TriangleAlert from 'lucide-react/icons/triangle-alert';
import { useState } from 'react';
import { checkAddress, testMail } from '#lotse/contract';
import { call } from '../kit/api/call.js';
import { useLoad } from '../kit/api/use-load.js';
import { Button } from '../kit/design/button.js';
import { Note } from '../kit/design/note.js';
import { Waiting } from '../kit/design/states.js';
import { m } from '../paraglide/messages.js';
import { Field, Form, Refused } from '../kit/form/form.js';

const SENTENCES: Record<string, (sender: string) => string> = {
  'https.good': m.acc_check_https_good,
  'https.local': m.acc_check_https_local,
  'https.missing': m.acc_check_https_missing,
  'browser.good': m.acc_check_browser_good,
  'browser.other': m.acc_check_browser_other,
  'reach.good': m.acc_check_reach_good,
  'reach.other': m.acc_check_reach_other,
  'reach.failed': m.acc_check_reach_failed,
  'sender.good': (sender) => m.acc_check_sender_good({ sender }),
  'sender.untrusted': (sender) => m.acc_check_sender_untrusted({ sender }),
  'sender.silent': (sender) => m.acc_check_sender_silent({ sender }),
};
const SIGNS = { good: [CircleCheck, 'badge-good'], look: [TriangleAlert, 'badge-amber'], bad: [CircleX, 'badge-wrong'] } as const;

/** Does LOTSE_URL lead here, and by HTTPS? Each finding is one sentence that says what to change. */
export function AddressCheck() {
  const found = useLoad('address', (signal) => call(checkAddress, { body: {}, signal }));
  if (found.value === null) return found.problem === null ? <Waiting /> : <Refused problem={found.problem} />;
  const { url, sender, checks } = found.value;
  return (
    <div className="stack">
      <p>
        {m.acc_address_is()} <code>{url}</code>
      </p>
      <ul className="stack stack-8">
        {checks.map(({ code, state }) => {
          const [Sign, look] = SIGNS[state];
          return (
            <li key={code} className="check">
              <span className={look}>
                <Sign aria-hidden size={20} />
                <span className="unseen">{state === 'good' ? m.acc_state_good() : state === 'look' ? m.acc_state_look() : m.acc_state_bad()}</span>
              </span>
              <span>{SENTENCES[code]?.(sender) ?? code}</span>
            </li>
          );
        })}
      </ul>
      <div>
        <Button onClick={found.reload}>{m.acc_check_again()}</Button>
      </div>
    </div>
  );
}

/** Sends one mail and shows what both servers said. */
export function MailTest() {
  const [to, setTo] = useState('');
  const [result, setResult] = useState<{ state: 'none' | 'sent' | 'failed'; lines: string[] } | null>(null);
  return (
    <Form submit={m.acc_mail_test()} onSubmit={async () => setResult(await call(testMail, { body: { to } }))}>
      <p>{m.acc_mail_text()}</p>
      <Field label={m.acc_mail_to()} type="email" required maxLength={254} value={to} onChange={setTo} />
      {result?.state === 'none' && (
        <Note look="amber" role="status">
          {m.acc_mail_none()}
        </Note>
      )}
      {result?.state === 'sent' && <Note role="status">{m.acc_mail_sent()}</Note>}
      {result?.state === 'failed' && (
        <Note look="wrong" role="alert">
          {m.acc_mail_failed()}
        </Note>
      )}
      {result !== null && result.lines.length > 0 && (
        <details open={result.state === 'failed'}>
          <summary>{m.acc_mail_dialogue()}</summary>
          <pre className="dialogue" tabIndex={0}>
            {result.lines.join('\n')}
          </pre>
        </details>
      )}
    </Form>
  );
}
