import { m } from '../../paraglide/messages.js';

const AID: Record<string, () => string> = { plain: m.aid_plain, words: m.aid_words, aloud: m.aid_aloud, hint: m.aid_hint };

/** With what help somebody answered, or that it was in a live hour; null where there was none. */
export function sayAids(aids: readonly string[]): string | null {
  if (aids.includes('room')) return m.aid_room();
  const words = aids.flatMap((aid) => AID[aid]?.() ?? []);
  return words.length === 0 ? null : m.aids_used({ aids: words.join(', ') });
}
