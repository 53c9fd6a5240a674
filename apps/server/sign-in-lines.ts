import type { Starts } from './home-page.js';

/** What a start says last: how to sign in, as whom. */
export function signInLines(at: { url: string; demo: Pick<Starts, 'list' | 'logins'> | null; setupUrl: string | null }): string[] {
  const { url, demo, setupUrl } = at;
  if (setupUrl !== null)
    return ['There is no admin yet. Open this link to set Lotse up; it works once and for 24 hours, and each start makes a new one:', setupUrl];
  if (demo === null) return [`Accounts sign in at ${url}/a. Trainees and teachers open Lotse from their Moodle course.`];
  const [first] = demo.logins;
  return [
    `Open ${url} and choose somebody; no password is needed:`,
    ...demo.list.map((start) => `  ${start.who} (${start.site})`),
    ...(first === undefined ? [] : [`Or sign in at ${url}/a, with the password “${first.password}” and the code that stands at ${url}:`]),
    ...demo.logins.map((one) => `  ${one.mail} (${one.who})`),
  ];
}
