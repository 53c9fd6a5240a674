import { useState } from 'react';
import type { CredentialsWish, TotpOffer } from '#lotse/contract';
import type { output } from 'zod/mini';
import { Button } from '../kit/design/button.js';
import { m } from '../paraglide/messages.js';
import { CodeField, Form } from '../kit/form/form.js';
import { hasPasskeys, makePasskey } from './passkey.js';
import { NewPasswordField } from './new-password-field.js';

type Wish = output<typeof CredentialsWish>;
type Offer = output<typeof TotpOffer>;

interface Props {
  /** Asked when somebody chooses the app. */
  offerTotp: () => Promise<Offer>;
  offerPasskey: () => Promise<{ ticket: string; options: Record<string, unknown> }>;
  onReady: (wish: Wish) => Promise<void>;
}

/** How to sign in from now on: a passkey, or a password with the app. */
export function CredentialsForm({ offerTotp, offerPasskey, onReady }: Props) {
  const [way, setWay] = useState<'passkey' | 'password'>(hasPasskeys() ? 'passkey' : 'password');
  return (
    <div className="stack stack-24">
      <fieldset className="stack stack-8 account-way">
        <legend className="field-label">{m.acc_way()}</legend>
        {hasPasskeys() && (
          <label className="choice">
            <input type="radio" name="way" checked={way === 'passkey'} onChange={() => setWay('passkey')} />
            <Words title={m.acc_way_passkey()} text={m.acc_way_passkey_text()} />
          </label>
        )}
        <label className="choice">
          <input type="radio" name="way" checked={way === 'password'} onChange={() => setWay('password')} />
          <Words title={m.acc_way_password()} text={m.acc_way_password_text()} />
        </label>
      </fieldset>
      {way === 'passkey' ? (
        <Form submit={m.acc_make_passkey()} onSubmit={async () => onReady({ passkey: await makePasskey(await offerPasskey()) })}>
          {null}
        </Form>
      ) : (
        <PasswordWay offerTotp={offerTotp} onReady={onReady} />
      )}
    </div>
  );
}

function Words({ title, text }: { title: string; text: string }) {
  return (
    <span className="choice-words">
      <strong>{title}</strong>
      <span className="soft small">{text}</span>
    </span>
  );
}

function PasswordWay({ offerTotp, onReady }: Omit<Props, 'offerPasskey'>) {
  const [password, setPassword] = useState('');
  const [offer, setOffer] = useState<Offer | null>(null);
  const [code, setCode] = useState('');
  async function submit() {
    if (offer === null) return setOffer(await offerTotp());
    await onReady({ password, totp: { secret: offer.secret, proof: offer.proof, code: code.replace(/\s/g, '') } });
  }
  return (
    <Form submit={offer === null ? m.acc_to_app() : m.acc_finish()} onSubmit={submit}>
      <NewPasswordField value={password} onChange={setPassword} />
      {offer !== null && <TotpSteps offer={offer} code={code} onCode={setCode} />}
    </Form>
  );
}

/** The QR code, the secret to type instead, and the field for the first code. */
export function TotpSteps({ offer, code, onCode }: { offer: Offer; code: string; onCode: (code: string) => void }) {
  const [copied, setCopied] = useState(false);
  const secret = offer.secret.match(/.{1,4}/g)?.join(' ') ?? offer.secret;
  return (
    <div className="stack">
      <p>{m.acc_totp_text()}</p>
      <div className="qr-row">
        <img className="qr" src={`data:image/svg+xml,${encodeURIComponent(offer.qr)}`} alt={m.acc_qr_alt()} width={192} height={192} />
        <div className="stack stack-8">
          <span className="field-label">{m.acc_secret()}</span>
          <code className="secret">{secret}</code>
          <div>
            <Button look="quiet" onClick={() => void navigator.clipboard.writeText(offer.secret).then(() => setCopied(true))}>
              {copied ? m.acc_copied() : m.acc_copy()}
            </Button>
          </div>
        </div>
      </div>
      <CodeField label={m.acc_code()} hint={m.acc_code_hint()} value={code} onChange={onCode} />
    </div>
  );
}
