import type { GlossaryEntry, Text2, UnitPackage } from '#lotse/contract';

/** What a unit comes down to, and its words in the order the author gave them. */
export function unitEnd({ summary = [], words = [], glossary }: UnitPackage): { summary: Text2[]; words: GlossaryEntry[] } {
  return { summary, words: words.flatMap((id) => glossary.filter((entry) => entry.id === id)) };
}
