import { describe, expect, it } from '@jest/globals';
import { accountAddressAt } from '../address/account-addresses.js';
import { setStaffFrame } from '../frame/staff-frame.js';
import { TO_RECEIVED, toReceivedReport, toReport, toReports, toReportsOf } from './addresses.js';

setStaffFrame({ Frame: () => null, base: (tenant) => `/a/t/${tenant}`, onGone: () => undefined });

describe('addresses of reports', () => {
  it.each([
    [toReports('t1'), 'reportList', { tenant: 't1' }],
    [toReportsOf('t1', 'p1'), 'reportsOf', { tenant: 't1', participation: 'p1' }],
    [toReport('t1', 'r1'), 'reportOne', { tenant: 't1', report: 'r1' }],
    [TO_RECEIVED, 'received', {}],
    ['/a/readings', 'readings', {}],
    [toReceivedReport('x1'), 'receivedOne', { release: 'x1' }],
  ])('%s is %s', (pathname, name, values) => {
    expect(accountAddressAt(pathname)).toEqual({ name, values });
  });

  it('an older version stands behind the question mark', () => {
    expect(toReport('t1', 'r1', 2)).toBe('/a/t/t1/reports/r1?version=2');
  });
});
