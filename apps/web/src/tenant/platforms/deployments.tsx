import { setDeployment, type Deployment } from '#lotse/contract';
import { Refused, useSend } from '../../kit/form/form.js';
import { call } from '../../kit/api/call.js';
import { Button } from '../../kit/design/button.js';
import { formatDate } from '../../kit/design/format.js';
import { Note } from '../../kit/design/note.js';
import { m } from '../../paraglide/messages.js';
import { useLocale } from '../../kit/session/locale.js';
import type { PartProps } from './parts.js';
import { StateBadge } from './state-badge.js';

/** The deployments of a platform. One that nobody announced waits here until an admin lets it in. */
export function Deployments({ at, platform: { deployments }, onChange }: PartProps) {
  const waits = deployments.filter((one) => one.state === 'waiting').length;
  return (
    <section className="card stack" aria-labelledby="deployments-title">
      <h2 id="deployments-title">{m.pf_deployments()}</h2>
      {waits > 0 && <Note look="amber">{m.pf_deployments_text()}</Note>}
      <ul className="lines">
        {deployments
          .toSorted((a, b) => Number(b.state === 'waiting') - Number(a.state === 'waiting'))
          .map((one) => (
            <Line key={one.id} deployment={one} at={at} onChange={onChange} />
          ))}
      </ul>
    </section>
  );
}

function Line({ deployment, at, onChange }: { deployment: Deployment; at: PartProps['at']; onChange: () => void }) {
  const locale = useLocale();
  const { problem, send } = useSend();
  const set = (state: 'active' | 'disabled') => () =>
    send(async () => {
      await call(setDeployment, { params: { ...at, deploymentRow: deployment.id }, body: { state } });
      onChange();
    });
  return (
    <li className="stack stack-8">
      <div className="row row-apart">
        <strong className="address">{m.pf_deployment({ id: deployment.deploymentId })}</strong>
        <StateBadge state={deployment.state} />
      </div>
      <span className="soft small">{m.pf_since({ date: formatDate(deployment.createdAt, locale) })}</span>
      <div className="row">
        {deployment.state !== 'active' && (
          <Button look={deployment.state === 'waiting' ? 'main' : 'plain'} onClick={set('active')}>
            {m.pf_let_in()}
          </Button>
        )}
        {deployment.state !== 'disabled' && <Button onClick={set('disabled')}>{m.pf_shut_out()}</Button>}
      </div>
      {problem !== null && <Refused problem={problem} />}
    </li>
  );
}
