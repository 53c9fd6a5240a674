import { usePathname } from 'wouter/use-browser-location';
import { accountAddressAt } from '../kit/address/account-addresses.js';
import '../kit/report/reports.css';
import '../kit/report/letter-print.css';
import { ReceivedHistory } from './received-history.js';
import { ReceivedPage } from './received-page.js';
import { ReceivedReportPage } from './received-report.js';

/** What was released to a caseworker, and nothing else. */
export default function ReceivedPages() {
  const address = accountAddressAt(usePathname());
  const release = address?.values['release'];
  if (release !== undefined) return <ReceivedReportPage key={release} releaseId={release} />;
  return address?.name === 'readings' ? <ReceivedHistory /> : <ReceivedPage />;
}
