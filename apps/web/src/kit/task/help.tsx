import { isHandKind, type TaskView as TaskViewSchema } from '#lotse/contract';
import ALargeSmall from 'lucide-react/icons/a-large-small';
import BookOpen from 'lucide-react/icons/book-open';
import Lightbulb from 'lucide-react/icons/lightbulb';
import Square from 'lucide-react/icons/square';
import Volume2 from 'lucide-react/icons/volume-2';
import { useState, type ButtonHTMLAttributes } from 'react';
import type { output } from 'zod/mini';
import type { AidName } from '../state/drafts.js';
import { m } from '../../paraglide/messages.js';
import { Prose } from '../prose/prose.js';
import { changePreferences } from '../settings/change-preferences.js';
import type { Level } from './players/player.js';
import { useReadAloud } from './read-aloud.js';
import { spokenText } from './spoken-text.js';
import { WordsSheet } from './words-sheet.js';

/** Whether the glossary is open, and at which word. */
export interface OpenWords {
  open: boolean;
  at: string | null;
}

interface Props {
  task: output<typeof TaskViewSchema>;
  level: Level;
  /** Nothing is counted any more. */
  closed: boolean;
  /** The first try gives points, with help, too. */
  points?: boolean;
  words: OpenWords;
  onWords: (words: OpenWords) => void;
  /** Every use is noted, because only answers without help count as sure. */
  noteAid: (aid: AidName) => void;
}

/** Help that is there when it is wanted. What a task does not have is not offered. */
export default function Help({ task, level, closed, points = true, words, onWords, noteAid }: Props) {
  const aloud = useReadAloud();
  const [hint, setHint] = useState(false);
  function switchLevel() {
    if (level === 'standard') noteAid('plain');
    // Shown at once; where the server cannot keep it, it holds until the page closes.
    changePreferences({ textLevel: level === 'plain' ? 'standard' : 'plain' }).catch(() => undefined);
  }
  function openWords(at: string | null) {
    noteAid('words');
    onWords({ open: true, at });
  }
  function read() {
    noteAid('aloud');
    aloud.toggle(spokenText(task, level));
  }
  function showHint() {
    noteAid('hint');
    setHint(!hint);
  }
  return (
    <>
      <div className="help" role="group" aria-label={m.help()}>
        <HelpButton Icon={ALargeSmall} word={m.help_plain()} aria-pressed={level === 'plain'} onClick={switchLevel} />
        {task.glossary.length > 0 && <HelpButton Icon={BookOpen} word={m.help_words()} aria-haspopup="dialog" onClick={() => openWords(null)} />}
        {aloud.possible && (
          <HelpButton
            Icon={aloud.speaking ? Square : Volume2}
            word={aloud.speaking ? m.help_stop() : m.help_aloud()}
            aria-pressed={aloud.speaking}
            onClick={read}
          />
        )}
        {task.hint !== undefined && <HelpButton Icon={Lightbulb} word={m.help_hint()} aria-expanded={hint} onClick={showHint} />}
      </div>
      {!closed && <p className="soft small">{isHandKind(task.body.kind) ? m.help_by_hand() : points ? m.help_not_secure() : m.help_secure_only()}</p>}
      {hint && task.hint !== undefined && (
        <div className="hint">
          <Prose value={task.hint[level]} onTerm={openWords} />
        </div>
      )}
      <WordsSheet entries={task.glossary} open={words.open} at={words.at} onClose={() => onWords({ open: false, at: null })} />
    </>
  );
}

function HelpButton({ Icon, word, ...rest }: ButtonHTMLAttributes<HTMLButtonElement> & { Icon: typeof Square; word: string }) {
  return (
    <button type="button" className="help-button" {...rest}>
      <Icon aria-hidden size={20} />
      {word}
    </button>
  );
}
