import { expect, test } from '@jest/globals';
import { sentencesOf } from './plain-language.js';

test.each<[string, number]>([
  ['Ein Satz. Noch einer! Und einer?', 3],
  ['Das gilt z. B. für dich. Ja.', 2],
  ['Nach § 20 Abs. 1 Nr. 2 BBiG gilt das.', 1],
  ['Am 1. Januar beginnt es.', 1],
  ['Das kostet ca. 5 Euro bzw. 6 Euro.', 1],
  ['„Nein.“ Das sagt er.', 2],
  ['Das brauchst du:\n\n- Brot\n- Milch', 3],
  ['Satz eins.\n\nSatz zwei.', 2],
  ['| a | b |\n| eins zwei drei | vier |', 0],
  ['Der [[lohn|Lohn]] ist {{p:lp|eur}}.', 1],
])('%j has %i sentences', (text, count) => {
  expect(sentencesOf(text)).toHaveLength(count);
});
