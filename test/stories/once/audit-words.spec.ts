import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';

/** Every event that the server writes into the audit, as it stands in the source. */
function written(): string[] {
  const found = new Set<string>();
  for (const root of ['libs', 'apps/server'])
    for (const file of readdirSync(root, { recursive: true, encoding: 'utf8' })) {
      if (!file.endsWith('.ts') || file.endsWith('.spec.ts')) continue;
      const text = readFileSync(`${root}/${file}`, 'utf8');
      for (const [, event = ''] of text.matchAll(/(?:\bevent(?: =|:)[^;,]*?|this\.tell\((?:\w+, )+)'([a-z-]+\.[a-z-]+)'/g)) found.add(event);
    }
  return [...found];
}

test('whatever is written into the audit is shown in words', () => {
  const words = ['tenant/admin/audited', 'kit/report/events'].map((file) => readFileSync(`apps/web/src/${file}.ts`, 'utf8')).join();
  const events = written();
  expect(events.length).toBeGreaterThan(40);
  expect(events.filter((event) => !words.includes(`'${event}': m.`))).toEqual([]);
});
