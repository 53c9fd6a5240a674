import { useState } from 'react';
import type { Tenant } from '../../kit/session/account-session.js';
import { Link } from '../../kit/address/nav.js';
import { m } from '../../paraglide/messages.js';
import { InviteForm } from './invite-form.js';
import { InviteView } from './invite-view.js';
import { platformPath } from './paths.js';
import './platforms.css';

/** The first platform as a step of the first start; left in the middle, it goes on under "Plattformen". */
export default function ConnectStep({ tenant }: { tenant: Tenant }) {
  const [inviteId, setInviteId] = useState('');
  const { tenantId } = tenant;
  return (
    <div className="stack connect-step">
      <p>{m.pf_first_text({ tenant: tenant.name })}</p>
      {inviteId === '' ? (
        <InviteForm tenantId={tenantId} onMade={setInviteId} />
      ) : (
        <InviteView tenantId={tenantId} inviteId={inviteId} onAgain={() => setInviteId('')} />
      )}
      <div>
        <Link className="link-row" href={platformPath.manual(tenantId)}>
          {m.pf_manual()}
        </Link>
      </div>
    </div>
  );
}
