import type { GlossaryEntry as GlossarySchema } from '#lotse/contract';
import type { output } from 'zod/mini';

/** Words with their forms, explained in plain German. */
export function WordList({ entries }: { entries: readonly output<typeof GlossarySchema>[] }) {
  return (
    <dl className="words" lang="de">
      {entries.map((entry) => (
        <div key={entry.id}>
          <dt>
            {entry.term}
            {entry.forms !== undefined && <span className="soft words-forms">{entry.forms}</span>}
          </dt>
          <dd>{entry.plain}</dd>
          {entry.example !== undefined && <dd className="words-example">{entry.example}</dd>}
        </div>
      ))}
    </dl>
  );
}
