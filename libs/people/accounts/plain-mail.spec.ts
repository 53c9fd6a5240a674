import { expect, test } from '@jest/globals';
import { plainMail } from './plain-mail.js';

test.each([
  ['neu@müller.example', 'neu@xn--mller-kva.example'],
  ['Neu@MÜLLER.example', 'neu@xn--mller-kva.example'],
  ['neu@mu\u0308ller.example', 'neu@xn--mller-kva.example'],
  [' neu@firma.example\u200b', 'neu@firma.example'],
  ['neu@ｆirma.example', 'neu@firma.example'],
  ['o\u2019brien@firma.example', "o'brien@firma.example"],
  ['a"@"b@straße.example', 'a"@"b@xn--strae-oqa.example'],
  ['neu@xn--.example', 'neu@xn--.example'],
  ['neu', 'neu'],
])('%j is the address %s', (typed, one) => {
  expect(plainMail(typed)).toBe(plainMail(one));
  expect(plainMail(typed)).toBe(one);
});
