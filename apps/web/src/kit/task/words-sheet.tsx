import type { GlossaryEntry as GlossarySchema } from '#lotse/contract';
import type { output } from 'zod/mini';
import { Sheet } from '../design/sheet.js';
import { m } from '../../paraglide/messages.js';
import { WordList } from './word-list.js';

interface Props {
  entries: readonly output<typeof GlossarySchema>[];
  open: boolean;
  /** The word that was pressed in the text, if any. */
  at: string | null;
  onClose: () => void;
}

/** The words of this task: the one that was pressed, and behind it the list. */
export function WordsSheet({ entries, open, at, onClose }: Props) {
  const pressed = entries.find((entry) => entry.id === at);
  return (
    <Sheet title={pressed?.term ?? m.words_title()} open={open} onClose={onClose}>
      {pressed === undefined ? (
        <WordList entries={entries} />
      ) : (
        <>
          <WordList entries={[pressed]} />
          {entries.length > 1 && (
            <details key={pressed.id} className="fold">
              <summary>{m.all_words()}</summary>
              <WordList entries={entries} />
            </details>
          )}
        </>
      )}
    </Sheet>
  );
}
