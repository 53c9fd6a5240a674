import type { GlossaryEntry as GlossarySchema, Text2 as Text2Schema } from '#lotse/contract';
import type { output } from 'zod/mini';
import { m } from '../../paraglide/messages.js';
import { Prose } from '../prose/prose.js';
import { usePreferences } from '../session/preferences.js';
import { WordList } from '../task/word-list.js';
import './unit.css';

interface Props {
  summary: readonly output<typeof Text2Schema>[];
  words: readonly output<typeof GlossarySchema>[];
}

/** What to remember of a unit, and its words behind it. Nothing stands there where the content has neither. */
export function UnitEnd({ summary, words }: Props) {
  const level = usePreferences().textLevel;
  if (summary.length === 0 && words.length === 0) return null;
  return (
    <section className="card stack unit-end" aria-labelledby="unit-end">
      <h2 id="unit-end">{summary.length > 0 ? m.unit_summary() : m.unit_words({ count: words.length })}</h2>
      {summary.length > 0 && (
        <ul lang="de">
          {summary.map((line, i) => (
            <li key={i}>
              <Prose value={line[level]} />
            </li>
          ))}
        </ul>
      )}
      {summary.length > 0 && words.length > 0 && (
        <details className="fold">
          <summary>{m.unit_words({ count: words.length })}</summary>
          <WordList entries={words} />
        </details>
      )}
      {summary.length === 0 && <WordList entries={words} />}
    </section>
  );
}
