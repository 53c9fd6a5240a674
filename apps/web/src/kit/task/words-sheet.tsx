import type { GlossaryEntry as GlossarySchema } from '#lotse/contract';
import { useEffect, useRef } from 'react';
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

/** The words of this task, explained in plain German. */
export function WordsSheet({ entries, open, at, onClose }: Props) {
  const wanted = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (open) wanted.current?.scrollIntoView({ block: 'nearest' });
  }, [open, at]);
  return (
    <Sheet title={m.words_title()} open={open} onClose={onClose}>
      <dl className="words" lang="de">
        {entries.map((entry) => (
          <div key={entry.id} ref={entry.id === at ? wanted : undefined} className={entry.id === at ? 'words-at' : undefined}>
            <dt>
              {entry.term}
              {entry.forms !== undefined && <span className="soft words-forms">{entry.forms}</span>}
            </dt>
            <dd>{entry.plain}</dd>
            {entry.example !== undefined && <dd className="words-example">{entry.example}</dd>}
          </div>
        ))}
      </dl>
    </Sheet>
  );
}
