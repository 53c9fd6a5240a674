import { useAddress } from '../../kit/address/nav.js';
import '../../kit/report/reports.css';
import '../../kit/report/letter-print.css';
import { MyReportPage } from './my-report-page.js';
import { MyReportsPage } from './my-reports-page.js';

/** The trainee's reports: the list and one of them, fetched together. */
export default function MyPages() {
  return useAddress()?.name === 'report' ? <MyReportPage /> : <MyReportsPage />;
}
