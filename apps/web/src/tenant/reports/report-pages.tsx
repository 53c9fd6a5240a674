import type { AccountAddress } from '../../kit/address/account-addresses.js';
import type { Tenant } from '../../kit/session/account-session.js';
import '../../kit/report/reports.css';
import '../../kit/report/letter-print.css';
import { ParticipationReports } from './participation-reports.js';
import { ReportPage } from './report-page.js';
import { ReportsPage } from './reports-page.js';

/** Reports of a tenant, for companion, deputy and office. */
export default function ReportPages({ tenant, address }: { tenant: Tenant; address: AccountAddress }) {
  const { report, participation } = address.values;
  if (report !== undefined) return <ReportPage key={report} tenantId={tenant.tenantId} reportId={report} />;
  if (participation !== undefined) return <ParticipationReports key={participation} tenant={tenant} participationId={participation} />;
  return <ReportsPage tenant={tenant} />;
}
