import type { Tenant } from '../account/tenant-pages.js';
import { ConnectPage } from './connect-page.js';
import { ManualPage } from './manual-page.js';
import { PlatformPage } from './platform-page.js';
import { PlatformsPage } from './platforms-page.js';
import './platforms.css';

interface Props {
  tenant: Tenant;
  /** What stands behind /platforms/ in the address. */
  rest: string;
}

/** An admin's pages of the learning platforms of one tenant. */
export default function PlatformPages({ tenant, rest }: Props) {
  const [page = '', id = ''] = rest.split('/');
  if (page === '') return <PlatformsPage tenant={tenant} />;
  if (page === 'connect') return <ConnectPage key={id} tenant={tenant} inviteId={id} />;
  if (page === 'manual') return <ManualPage tenant={tenant} />;
  return <PlatformPage key={page} tenant={tenant} platformId={page} />;
}
