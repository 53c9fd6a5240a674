import { useState } from 'react';
import { movePlatform, type FieldProblem, type PlatformAddresses as Addresses } from '#lotse/contract';
import { Form } from '../../kit/form/form.js';
import { call } from '../../kit/api/call.js';
import { Note } from '../../kit/design/note.js';
import { m } from '../../paraglide/messages.js';
import { useLocale } from '../../kit/session/locale.js';
import { AddressFields } from './address-fields.js';
import type { PartProps } from './parts.js';

/** The values of the registration, and the form that changes them when the LMS has moved. */
export function PlatformAddresses({ at, platform, onChange }: PartProps) {
  const { issuer, clientId, authUrl, tokenUrl, jwksUrl, audience } = platform;
  const facts: [string, string | null][] = [
    [m.pf_issuer(), issuer],
    [m.pf_client(), clientId],
    [m.pf_auth_url(), authUrl],
    [m.pf_token_url(), tokenUrl],
    [m.pf_jwks_url(), jwksUrl],
    [m.pf_audience(), audience],
  ];
  return (
    <section className="card stack" aria-labelledby="addresses-title">
      <h2 id="addresses-title">{m.pf_addresses()}</h2>
      <dl className="facts facts-tall">
        {facts.map(([name, value]) =>
          value === null ? null : (
            <div key={name}>
              <dt className="soft small">{name}</dt>
              <dd>{value}</dd>
            </div>
          ),
        )}
      </dl>
      {platform.state !== 'waiting' && (
        <details className="fold">
          <summary>{m.pf_move()}</summary>
          <MoveForm key={`${issuer} ${authUrl} ${tokenUrl} ${jwksUrl}`} at={at} from={{ issuer, authUrl, tokenUrl, jwksUrl, audience }} onChange={onChange} />
        </details>
      )}
    </section>
  );
}

function MoveForm({ at, from, onChange }: { at: PartProps['at']; from: Addresses; onChange: () => void }) {
  const locale = useLocale();
  const [to, setTo] = useState(from);
  const [problems, setProblems] = useState<FieldProblem[]>([]);
  const [done, setDone] = useState(false);
  async function submit() {
    setDone(false);
    const written = await call(movePlatform, { params: at, query: { locale }, body: { ...to, audience: to.audience === '' ? null : to.audience } });
    setProblems(written.problems);
    if (written.problems.length > 0) return;
    setDone(true);
    onChange();
  }
  return (
    <Form look="plain" submit={m.pf_move_save()} onSubmit={submit}>
      <p>{m.pf_move_text()}</p>
      <AddressFields values={to} problems={problems} onChange={(change) => setTo({ ...to, ...change })} />
      {done && <Note role="status">{m.pf_moved()}</Note>}
    </Form>
  );
}
