import type { AccountAddress } from '../../kit/address/account-addresses.js';
import type { Tenant } from '../../kit/session/account-session.js';
import { MonthPage } from './month-page.js';
import { PersonMonthPage } from './person-month-page.js';
import './attendance.css';

/** Attendance by month: the list, and one participation. */
export default function AttendancePages({ tenant, address }: { tenant: Tenant; address: AccountAddress }) {
  const { participation } = address.values;
  return participation === undefined ? <MonthPage tenant={tenant} /> : <PersonMonthPage key={participation} tenant={tenant} participationId={participation} />;
}
