import { globSync, readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';

/** Refusals for which the sentence of their kind says enough, and why. */
const KIND_SAYS_IT: Record<string, string[]> = {
  'a page of ours never sends it; only foreign programs meet it': [
    ...[
      'body.type',
      'header.missing',
      'origin.foreign',
      'route.unknown',
      'channel.unknown',
      'command.changed',
      'answer.try-order',
      'answer.unfit',
      'answer.conflict',
      'task.position',
    ],
    ...[
      'recording.gap',
      'recording.differs',
      'recording.missing',
      'recording.too-long',
      'recording.unfit',
      'recording.unknown',
      'session.unknown',
      'package.unknown',
    ],
  ],
  'signed out: there is one way back': ['session.code', 'session.none', 'session.enrolment'],
  'come again in a moment': ['database.away', 'database.slow', 'server.stopping'],
  'the LMS does not answer as it should; the page of platforms says more': [
    ...['fetch.blocked', 'fetch.too-large', 'jwks.broken', 'service.foreign', 'token.refused', 'token.unreadable'],
    ...['roster.empty', 'roster.endless', 'roster.other-course', 'roster.unreadable'],
  ],
  'the page says it in its own place': ['mark.other', 'ticket.over', 'ticket.unknown', 'ticket.used', 'registration.taken', 'registration.url'],
  'somebody opens an address of another course or tenant': ['enrolment.unknown', 'tenant.unknown'],
};

const keyOf = (code: string) => `problem_${code.replaceAll(/[.-]/g, '_')}`;
const keys = (locale: string) =>
  new Set(globSync(`apps/web/messages/*/${locale}.json`).flatMap((file) => Object.keys(JSON.parse(readFileSync(file, 'utf8')) as object)));
const thrown = new Set(
  globSync(['libs/**/*.ts', 'apps/server/**/*.ts'])
    .filter((file) => !file.endsWith('.spec.ts'))
    .flatMap((file) => [...readFileSync(file, 'utf8').matchAll(/Problem\(\s*'[a-z-]+',\s*'([a-z.-]+)'/g)].map(([, code = '']) => code)),
);

test('a page behind the first load knows the sentences of every area', () => {
  const areas = globSync('apps/web/messages/*/de.json').filter((file) => readFileSync(file, 'utf8').includes('"problem_'));
  const known = readFileSync('apps/web/src/kit/words/more-problems.ts', 'utf8');
  const first = readFileSync('apps/web/src/kit/api/problem-sentence.ts', 'utf8');
  for (const area of areas.map((file) => file.split('/').at(-2) ?? ''))
    expect([area, (area === 'app' ? first : known).includes(`paraglide/problems/${area}.js`)]).toEqual([area, true]);
});

test.each(['de', 'en'])('every refusal of the server has a sentence of its own, or is named as one whose kind says enough (%s)', (locale) => {
  const known = keys(locale);
  expect(thrown.size).toBeGreaterThan(150);
  expect([...thrown].filter((code) => !known.has(keyOf(code))).sort()).toEqual(Object.values(KIND_SAYS_IT).flat().sort());
});
