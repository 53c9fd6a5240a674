import { error, type FileOf } from '../check/world.js';
import type { ContentProblem, Loaded } from '../problem.js';
import { packMistakes, type KindBuild } from './kind-build.js';

export const dictation: KindBuild<'dictation'> = {
  pack: (file, pen) => ({
    kind: 'dictation',
    sentences: file.sentences.map((sentence, index) => ({
      id: sentence.id,
      text: pen.line(['sentences', index, 'text'], sentence.text),
      alsoRight: sentence.alsoRight ?? [],
      audio: pen.audio(['sentences', index, 'text'], [sentence]),
    })),
    mistakes: packMistakes(file.mistakes, ({ word }) => ({ word }), pen),
  }),
  check: (at) => [...fixed(at), ...mistakes(at)],
  parts: (file) => ({ field: 'sentences', parts: file.sentences }),
  formulas: () => [],
};

/** What is heard is a file: it cannot vary. */
function fixed(at: Loaded<FileOf<'dictation'>>): ContentProblem[] {
  return at.value.sentences.flatMap((sentence, index) =>
    sentence.text.includes('{{')
      ? [error(at, ['sentences', index, 'text'], 'audio-varies', 'a sentence that is heard cannot hold {{…}}; write another task for other words')]
      : [],
  );
}

function mistakes(at: Loaded<FileOf<'dictation'>>): ContentProblem[] {
  const words = at.value.sentences.flatMap((sentence) => sentence.text.split(/[\s.,;:!?„“"]+/));
  return (at.value.mistakes ?? []).flatMap(({ word }, index) =>
    words.includes(word)
      ? [error(at, ['mistakes', index, 'word'], 'mistake-is-right', `"${word}" stands in a sentence just like that; name the word as it is written wrongly`)]
      : [],
  );
}
