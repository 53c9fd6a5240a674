import { useState } from 'react';
import { confirmPlatform, refusePlatform } from '#lotse/contract';
import { Refused, useSend } from '../../kit/form/form.js';
import { call } from '../../kit/api/call.js';
import { Button } from '../../kit/design/button.js';
import { m } from '../../paraglide/messages.js';
import type { PartProps } from './parts.js';

/** A platform has registered itself: what it may send, whether it is the right one, and the two ways on. */
export function ConfirmCard({ at, platform, onChange, onGone }: PartProps & { onGone: () => void }) {
  const { busy, problem, send } = useSend();
  const [refusing, setRefusing] = useState(false);
  const confirm = async () => {
    await call(confirmPlatform, { params: at, body: {} });
    onChange();
  };
  const refuse = async () => {
    await call(refusePlatform, { params: at, body: {} });
    onGone();
  };
  return (
    <section className="card stack card-amber" aria-labelledby="confirm-title">
      <h2 id="confirm-title">{m.pf_confirm_title()}</h2>
      <p className="measure">{m.pf_confirm_text()}</p>
      <dl className="facts">
        <dt>{m.pf_issuer()}</dt>
        <dd>{platform.issuer}</dd>
        <dt>{m.pf_names_fact()}</dt>
        <dd>{platform.askedNames === false ? m.pf_asked_no_names() : m.pf_asked_names()}</dd>
        <dt>{m.pf_mail_fact()}</dt>
        <dd>{m.pf_asked_no_mail()}</dd>
        <dt>{m.pf_rights_fact()}</dt>
        <dd>{m.pf_asked_rights()}</dd>
      </dl>
      {problem !== null && <Refused problem={problem} />}
      {refusing ? (
        <div className="stack stack-8" role="alert">
          <p>{m.pf_refuse_text()}</p>
          <div className="row">
            <Button onClick={() => send(refuse)}>{m.pf_refuse_yes()}</Button>
            <Button look="quiet" onClick={() => setRefusing(false)}>
              {m.acc_cancel()}
            </Button>
          </div>
        </div>
      ) : (
        <div className="row">
          <Button look="main" aria-disabled={busy} onClick={() => send(confirm)}>
            {m.pf_confirm()}
          </Button>
          <Button onClick={() => setRefusing(true)}>{m.pf_refuse()}</Button>
        </div>
      )}
    </section>
  );
}
