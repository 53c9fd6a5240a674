import { BackLink } from '../../kit/address/back-link.js';
import { Frame } from '../../kit/frame/frame.js';
import type { Tenant } from '../../kit/session/account-session.js';
import { navigate } from '../../kit/address/nav.js';
import { m } from '../../paraglide/messages.js';
import { PageHeading } from '../../kit/frame/page.js';
import { InviteForm } from './invite-form.js';
import { InviteView } from './invite-view.js';
import { platformPath } from './paths.js';

/** "Moodle verbinden": first what is asked for, then the link and how far it has come. */
export function ConnectPage({ tenant, inviteId }: { tenant: Tenant; inviteId: string }) {
  const { tenantId } = tenant;
  return (
    <Frame title={m.pf_connect()} wide>
      <div className="stack stack-24">
        <div>
          <BackLink href={platformPath.list(tenantId)}>{m.pf_platforms()}</BackLink>
        </div>
        <PageHeading>{m.pf_connect_to({ tenant: tenant.name })}</PageHeading>
        <div className="measure-card">
          {inviteId === '' ? (
            <section className="card stack">
              <p>{m.pf_connect_text()}</p>
              <InviteForm tenantId={tenantId} onMade={(made) => navigate(platformPath.connect(tenantId, made))} />
            </section>
          ) : (
            <InviteView tenantId={tenantId} inviteId={inviteId} onAgain={() => navigate(platformPath.connect(tenantId))} />
          )}
        </div>
      </div>
    </Frame>
  );
}
