import type { GlossaryEntry as GlossarySchema } from '#lotse/contract';
import type { output } from 'zod/mini';
import { Sheet } from '../design/sheet.js';
import { m } from '../../paraglide/messages.js';

interface Props {
  entries: readonly output<typeof GlossarySchema>[];
  open: boolean;
  /** The word that was pressed in the text, if any. */
  at: string | null;
  onClose: () => void;
}

/** The words of this task, explained in plain German: the one that was pressed, and behind it the list. */
export function WordsSheet({ entries, open, at, onClose }: Props) {
  const pressed = entries.find((entry) => entry.id === at);
  return (
    <Sheet title={pressed?.term ?? m.words_title()} open={open} onClose={onClose}>
      {pressed === undefined ? (
        <Entries entries={entries} />
      ) : (
        <>
          <Entries entries={[pressed]} />
          {entries.length > 1 && (
            <details key={pressed.id} className="fold">
              <summary>{m.all_words()}</summary>
              <Entries entries={entries} />
            </details>
          )}
        </>
      )}
    </Sheet>
  );
}

function Entries({ entries }: Pick<Props, 'entries'>) {
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
