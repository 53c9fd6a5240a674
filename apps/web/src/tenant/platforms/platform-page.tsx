import { platformPage } from '#lotse/contract';
import { BackLink } from '../../kit/address/back-link.js';
import { Frame } from '../../kit/frame/frame.js';
import type { Tenant } from '../../kit/session/account-session.js';
import { useTenantLoad } from '../../kit/frame/use-tenant-load.js';
import { call } from '../../kit/api/call.js';
import { Note } from '../../kit/design/note.js';
import { Failed, Waiting } from '../../kit/design/states.js';
import { navigate } from '../../kit/address/nav.js';
import { m } from '../../paraglide/messages.js';
import { useLocale } from '../../kit/session/locale.js';
import { PageHeading } from '../../kit/frame/page.js';
import { ConfirmCard } from './confirm-card.js';
import { DeletePlatform } from './delete-platform.js';
import { Deployments } from './deployments.js';
import type { PartProps } from './parts.js';
import { platformPath } from './paths.js';
import { PlatformAddresses } from './platform-addresses.js';
import { RenamePlatform } from './rename-platform.js';
import { SelfTest } from './self-test.js';
import { StateBadge } from './state-badge.js';
import { Twins } from './twins.js';
import { SwitchPlatform } from './switch-platform.js';

/** Everything about one platform: what waits for the admin first, then how it is doing, then what can be changed. */
export function PlatformPage({ tenant, platformId }: { tenant: Tenant; platformId: string }) {
  const locale = useLocale();
  const at = { tenantId: tenant.tenantId, platformId };
  const page = useTenantLoad(`platform ${platformId} ${locale}`, (signal) => call(platformPage, { params: at, query: { locale }, signal }));
  const leave = () => navigate(platformPath.list(tenant.tenantId));
  return (
    <Frame title={page.value?.name ?? m.pf_platforms()} wide>
      <div className="stack stack-24">
        <div>
          <BackLink href={platformPath.list(tenant.tenantId)}>{m.pf_platforms()}</BackLink>
        </div>
        {page.value === null ? (
          page.problem === null ? (
            <Waiting />
          ) : (
            <Failed problem={page.problem} onRetry={page.reload} />
          )
        ) : (
          <Parts part={{ at, platform: page.value, onChange: page.reload }} onGone={leave} offline={page.problem !== null} />
        )}
      </div>
    </Frame>
  );
}

function Parts({ part, onGone, offline }: { part: PartProps; onGone: () => void; offline: boolean }) {
  const { platform } = part;
  const waits = platform.state === 'waiting';
  return (
    <>
      <div className="row row-apart">
        <PageHeading>{platform.name}</PageHeading>
        <StateBadge state={platform.state} />
      </div>
      {offline && <Note look="amber">{m.pf_no_news()}</Note>}
      {waits && <ConfirmCard {...part} onGone={onGone} />}
      <div className="halves halves-platform">
        <div className="stack stack-24">
          <SelfTest {...part} />
          {platform.state === 'active' && <Twins {...part} />}
          {platform.deployments.length > 0 && !waits && <Deployments {...part} />}
        </div>
        <div className="stack stack-24">
          <RenamePlatform {...part} />
          <PlatformAddresses {...part} />
          {!waits && <SwitchPlatform {...part} />}
          {!waits && <DeletePlatform {...part} onGone={onGone} />}
        </div>
      </div>
    </>
  );
}
