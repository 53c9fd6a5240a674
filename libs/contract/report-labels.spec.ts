import { expect, test } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { REPORT_LABELS } from './report-labels.js';

const messages = (locale: string): Record<string, string> =>
  JSON.parse(readFileSync(new URL(`../../apps/web/messages/app/${locale}.json`, import.meta.url), 'utf8')) as Record<string, string>;

// trainees read these words on pages that load nothing of reports: they stand among the messages, too
test.each(['de', 'en'] as const)('how far somebody is, is called the same in a report as on a trainee page (%s)', (locale) => {
  const page = messages(locale);
  for (const [state, word] of Object.entries(REPORT_LABELS[locale].mastery)) expect([state, word]).toEqual([state, page[`mastery_${state}`]]);
});
