/** Addresses of the pages of reports for people with a local account, as `account-places.ts` lists them. */
export const toReports = (tenant: string) => `/a/t/${tenant}/reports`;
export const toReportsOf = (tenant: string, participation: string) => `/a/t/${tenant}/reports/of/${participation}`;
export const toReport = (tenant: string, report: string, version?: number) =>
  `/a/t/${tenant}/reports/${report}${version === undefined ? '' : `?version=${version}`}`;
export const TO_RECEIVED = '/a/received';
export const toReceivedReport = (release: string) => `/a/received/${release}`;
