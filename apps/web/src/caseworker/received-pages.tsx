import { usePathname } from 'wouter/use-browser-location';
import { accountPlaceAt } from '../kit/address/account-places.js';
import '../kit/report/reports.css';
import '../kit/report/letter-print.css';
import { ReceivedHistory } from './received-history.js';
import { ReceivedPage } from './received-page.js';
import { ReceivedReportPage } from './received-report.js';

/** What was released to a caseworker, and nothing else. */
export default function ReceivedPages() {
  const place = accountPlaceAt(usePathname());
  const release = place?.values['release'];
  if (release !== undefined) return <ReceivedReportPage key={release} releaseId={release} />;
  return place?.name === 'readings' ? <ReceivedHistory /> : <ReceivedPage />;
}
