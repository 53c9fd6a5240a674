import type { KindRules, Tally } from '../../marked.js';
import { wordsOf } from '../../align-words.js';
import { alignSentence, markDictation } from './mark.js';

export const dictation: KindRules<'dictation'> = {
  mark: markDictation,
  solve: (body) => ({ kind: body.kind, sentences: Object.fromEntries(body.sentences.map((sentence) => [sentence.id, sentence.text])) }),
  wrong: (body) => ({
    kind: body.kind,
    sentences: Object.fromEntries(body.sentences.map((sentence) => [sentence.id, wordsOf(sentence.text).slice(1).join(' ')])),
  }),
  view: (body) => ({ kind: body.kind, sentences: body.sentences.map(({ id, audio }) => ({ id, audio })) }),
  chance: () => 0.001,
  parts: (body) => body.sentences.map((sentence) => sentence.id),
  // which words were missed; before the solution is shown, as they were written
  tally: (body, { sentences }, { shown }) =>
    body.sentences.flatMap((sentence, index): Tally[] => {
      const part = body.sentences.length > 1 ? `Satz ${index + 1}` : '';
      const missed = alignSentence(sentence, sentences[sentence.id] ?? '').filter((word) => word.is !== 'same' && word.is !== 'umlaut');
      if (missed.length === 0) return [{ part, given: 'alles richtig', right: true }];
      return missed.map((word) => ({ part, given: (shown ? word.wanted || word.typed : word.typed) || 'ein Wort fehlt', right: false }));
    }),
};
