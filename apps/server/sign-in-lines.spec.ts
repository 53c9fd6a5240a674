import { expect, test } from '@jest/globals';
import { signInLines } from './sign-in-lines.js';

const url = 'http://localhost:3000';
const login = { who: 'Büro: Heike Lorenz', what: '', mail: 'heike@lernwerk.example', password: 'Drei Tonnen', secret: '' };

test('the demo names everybody one can be, and the password of those with an account', () => {
  const list = [{ who: 'Tutorin: Karin Thomsen', what: '', url: '', site: 'Lernwerk' }];
  expect(signInLines({ url, demo: { list, logins: [login] }, setupUrl: null })).toEqual([
    'Open http://localhost:3000 and choose somebody; no password is needed:',
    '  Tutorin: Karin Thomsen (Lernwerk)',
    'Or sign in at http://localhost:3000/a, with the password “Drei Tonnen” and the code that stands at http://localhost:3000:',
    '  heike@lernwerk.example (Büro: Heike Lorenz)',
  ]);
});

test('the first start of a real server ends with its set-up link, every other with where to sign in', () => {
  expect(signInLines({ url, demo: null, setupUrl: `${url}/setup#x` }).at(-1)).toBe(`${url}/setup#x`);
  expect(signInLines({ url, demo: null, setupUrl: null })).toEqual([
    `Accounts sign in at ${url}/a. Trainees and teachers open Lotse from their Moodle course.`,
  ]);
});
