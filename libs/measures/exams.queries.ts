import type { EntityManager } from 'typeorm';

export interface Exam {
  on: string | null;
  occupation: string | null;
}

/** What the trainee set themselves, else what stands in their newest participation. */
export async function examOf(tx: EntityManager, tenant: string, person: string): Promise<Exam | undefined> {
  const [row] = await tx.query<Exam[]>(
    `select to_char(coalesce(f.exam_on, p.exam_on), 'YYYY-MM-DD') as on, coalesce(f.occupation, p.occupation) as occupation
       from (select 1) one left join profile f on f.tenant = $1 and f.person = $2
       left join lateral (select exam_on, occupation from participation where tenant = $1 and person = $2 order by starts_on desc limit 1) p on true`,
    [tenant, person],
  );
  return row;
}

/** Sets both in the profile, which is made where there is none yet. */
export async function putExam(tx: EntityManager, { tenant, person, on, occupation, now }: Exam & { tenant: string; person: string; now: Date }): Promise<void> {
  await tx.query(
    `insert into profile (tenant, person, theme, text_level, occupation, exam_on, updated_at) values ($1, $2, 'auto', 'standard', $3, $4, $5)
       on conflict (tenant, person) do update set occupation = excluded.occupation, exam_on = excluded.exam_on, updated_at = excluded.updated_at`,
    [tenant, person, occupation, on, now],
  );
}
