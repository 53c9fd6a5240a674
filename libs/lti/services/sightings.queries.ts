import type { EntityManager } from 'typeorm';

/** One thing a login or launch showed about a platform. */
export type Sighting =
  { kind: 'login'; origin: string | null; framed: boolean } | { kind: 'cookie'; kept: boolean } | { kind: 'launched' } | { kind: 'refused'; code: string };

/** The first column of each kind takes the time. */
const COLUMNS: Record<Sighting['kind'], (seen: Sighting) => [columns: readonly string[], values: readonly unknown[]]> = {
  login: (seen) => [['login_at', 'login_origin', 'framed'], seen.kind === 'login' ? [seen.origin, seen.framed] : []],
  cookie: (seen) => [['cookie_at', 'cookie_kept'], seen.kind === 'cookie' ? [seen.kept] : []],
  // clears an earlier refusal
  launched: () => [
    ['launched_at', 'refused_at', 'refused_code'],
    [null, null],
  ],
  refused: (seen) => [['refused_at', 'refused_code'], seen.kind === 'refused' ? [seen.code] : []],
};

export async function keepSighting(
  tx: EntityManager,
  { tenant, registration, seen, now }: { tenant: string; registration: string; seen: Sighting; now: Date },
): Promise<void> {
  const [columns, values] = COLUMNS[seen.kind](seen);
  const names = columns.join(', ');
  const parameters = columns.map((_, at) => `$${at + 3}`).join(', ');
  // once seen in a frame stays so: a phone that opens a window says nothing against it
  const update = columns
    .map((column) => `${column} = ${column === 'framed' ? 'coalesce(registration_seen.framed, false) or ' : ''}excluded.${column}`)
    .join(', ');
  await tx.query(
    `insert into registration_seen (tenant, registration, ${names}) values ($1, $2, ${parameters}) on conflict (tenant, registration) do update set ${update}`,
    [tenant, registration, now, ...values],
  );
}
