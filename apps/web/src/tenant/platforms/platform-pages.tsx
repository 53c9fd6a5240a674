import type { AccountAddress } from '../../kit/address/account-addresses.js';
import type { Tenant } from '../../kit/session/account-session.js';
import { ConnectPage } from './connect-page.js';
import { ManualPage } from './manual-page.js';
import { PlatformPage } from './platform-page.js';
import { PlatformsPage } from './platforms-page.js';
import './platforms.css';

interface Props {
  tenant: Tenant;
  address: AccountAddress;
}

/** An admin's pages of the learning platforms of one tenant. */
export default function PlatformPages({ tenant, address: { name, values } }: Props) {
  const { invite = '', platform = '' } = values;
  if (name === 'connect' || name === 'connecting') return <ConnectPage key={invite} tenant={tenant} inviteId={invite} />;
  if (name === 'manual') return <ManualPage tenant={tenant} />;
  if (name === 'platform') return <PlatformPage key={platform} tenant={tenant} platformId={platform} />;
  return <PlatformsPage tenant={tenant} />;
}
