import { sentencesOf } from './check/plain-language.js';
import { textsOf } from './check/walk-texts.js';
import { readContent } from './read-content.js';

/** Words that are rarely true in law: each use is looked at once more by a person. */
const ABSOLUTE = /(?<!\p{L})(jede[mnrs]?|immer|nie|niemals|stets|ausnahmslos|alle|keinesfalls)(?!\p{L})/iu;
const NOT_READ = new Set(['tests', 'sources', 'group', 'documents']);

export interface SecondLook {
  file: string;
  exercise: string;
  field: string;
  sentence: string;
}

/** Every sentence with "jede", "immer", "nie" and the like: true for every occupation, or to be narrowed? */
export function secondLook(dir: string): SecondLook[] {
  return readContent(dir).exercises.flatMap((at) =>
    textsOf(at.value, NOT_READ).flatMap(({ path, text }) =>
      sentencesOf(text)
        .filter((sentence) => ABSOLUTE.test(sentence))
        .map((sentence) => ({ file: at.file, exercise: at.value.id, field: path.join('.'), sentence })),
    ),
  );
}
