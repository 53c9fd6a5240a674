import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Clock } from '#lotse/base';

/** The exam that somebody prepares for. */
@Injectable()
export class ExamsService {
  constructor(private readonly clock: Clock) {}

  /** What a trainee is trained for, as it was entered; null where nobody did. */
  async occupationOf(tx: EntityManager, tenant: string, person: string): Promise<string | null> {
    return (await this.of(tx, tenant, person)).occupation;
  }

  /** What a trainee set counts before what the office entered, which may be older. */
  async of(tx: EntityManager, tenant: string, person: string): Promise<{ on: string | null; occupation: string | null }> {
    const [row] = await tx.query<{ on: string | null; occupation: string | null }[]>(
      `select to_char(coalesce(f.exam_on, p.exam_on), 'YYYY-MM-DD') as on, coalesce(f.occupation, p.occupation) as occupation
       from (select 1) one left join profile f on f.tenant = $1 and f.person = $2
       left join lateral (select exam_on, occupation from participation where tenant = $1 and person = $2 order by starts_on desc limit 1) p on true`,
      [tenant, person],
    );
    return row ?? { on: null, occupation: null };
  }

  /** Date and occupation of the exam a trainee prepares for, as they enter it themselves. */
  async set(tx: EntityManager, who: { tenant: string; person: string }, exam: { on: string | null; occupation: string | null }): Promise<void> {
    await tx.query(
      `insert into profile (tenant, person, theme, text_level, occupation, exam_on, updated_at) values ($1, $2, 'auto', 'standard', $3, $4, $5)
       on conflict (tenant, person) do update set occupation = excluded.occupation, exam_on = excluded.exam_on, updated_at = excluded.updated_at`,
      [who.tenant, who.person, exam.occupation, exam.on, this.clock.now()],
    );
  }
}
