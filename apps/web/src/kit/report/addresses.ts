import { baseOf } from '../frame/staff-frame.js';

/** Addresses of the pages of reports, as `account-addresses.ts` lists them: below the account's tenant or below the course of a launch. */
export const toReports = (tenant: string) => `${baseOf(tenant)}/reports`;
export const toReportsOf = (tenant: string, participation: string) => `${baseOf(tenant)}/reports/of/${participation}`;
export const toReport = (tenant: string, report: string, version?: number) =>
  `${baseOf(tenant)}/reports/${report}${version === undefined ? '' : `?version=${version}`}`;
export const TO_RECEIVED = '/a/received';
export const toReceivedReport = (release: string) => `/a/received/${release}`;
