import { usePlace } from '../../nav.js';
import '../reports.css';
import '../letter-print.css';
import { MyReportPage } from './my-report-page.js';
import { MyReportsPage } from './my-reports-page.js';

/** The trainee's reports: the list and one of them, fetched together. */
export default function MyPages() {
  return usePlace()?.name === 'report' ? <MyReportPage /> : <MyReportsPage />;
}
