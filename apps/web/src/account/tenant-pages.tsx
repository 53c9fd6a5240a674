import type { Me } from './account-session.js';
import { AuditPage } from './audit-page.js';
import { InvitationsPage } from './invitations-page.js';
import { PeoplePage } from './people-page.js';
import { TenantPage } from './tenant-page.js';

export type Tenant = Me['tenants'][number];

/** An admin's pages of one tenant. */
export default function TenantPages({ tenant, page }: { tenant: Tenant; page: string }) {
  switch (page) {
    case 'invitations':
      return <InvitationsPage key={tenant.tenantId} tenant={tenant} />;
    case 'audit':
      return <AuditPage key={tenant.tenantId} tenant={tenant} />;
    case 'tenant':
      return <TenantPage key={tenant.tenantId} tenant={tenant} />;
    default:
      return <PeoplePage key={tenant.tenantId} tenant={tenant} />;
  }
}
