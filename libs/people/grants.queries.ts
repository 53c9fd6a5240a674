/** SQL, true for a grant that runs. `now` is the parameter with the time, `of` the alias of the table with its dot. */
export const runningGrant = (now: string, of = ''): string =>
  `${of}revoked_at is null and ${of}starts_at <= ${now} and (${of}ends_at is null or ${of}ends_at > ${now})`;
