import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { moodleNames, type MoodleName } from '#lotse/contract';
import { lmsGuides } from '../registration/tool-values.js';
import { registeredPage } from '../registration/registration-pages.js';
import { helpOf, LTI_CODES } from './lti-codes.js';

const ROOT = new URL('../../../', import.meta.url);
const read = (file: string) => readFileSync(new URL(file, ROOT), 'utf8');
const docs = read('docs/connect-moodle.md');
const [de, en] = [moodleNames('de'), moodleNames('en')];
const quoted = (text: string) => [...text.matchAll(/„([^“]+)“/g)].map(([, name]) => name ?? '');
const NAMES = new Set<string>(Object.values(de));

/** Names as people once had them from an English Moodle, or by heart. */
const OLD =
  /Zahnrad|Lupensymbol|\bcog\b|magnifier|Gesperrte Hosts|Zulässige Ports|Aktivitätenauswahl|Tool-Konfiguration|Diesen Dienst|Schlüsseltyp: Keyset|Standard-Startcontainer: Einbetten|Eigene Parameter“|URL zum Starten/;

describe('names of settings in Moodle', () => {
  it.each(Object.keys(de).filter((name) => name !== 'gradeMax') as MoodleName[])('%s stands in docs/connect-moodle.md in both languages', (name) => {
    expect(docs).toContain(`„${de[name]}“`);
    expect(docs).toContain(en[name]);
  });

  it('whatever docs/connect-moodle.md puts in quotation marks is a name of Moodle, or stands on a page of Lotse or of the demo LMS', () => {
    const pages = ['account', 'app', 'office', 'platforms', 'reports'].map((area) => read(`apps/web/messages/${area}/de.json`)).join('\n');
    const ours = `${pages}\n${Object.values(LTI_CODES)
      .flat()
      .map((code) => helpOf(code)?.de.join(' '))
      .join('\n')}\n${read('libs/lti/pages/sentences.ts')}\n${read('libs/lti/registration/registration-pages.ts')}`;
    const unknown = quoted(docs).filter((name) => !NAMES.has(name) && !Object.values(de).some((one) => one.endsWith(`› ${name}`)) && !ours.includes(name));
    expect(unknown).toEqual([]);
  });

  it('no page, error or guide has a name of its own for a setting', () => {
    const said = [
      ...Object.values(LTI_CODES)
        .flat()
        .flatMap((code) => [...(helpOf(code)?.de ?? []), ...(helpOf(code)?.en ?? [])]),
      ...(['de', 'en'] as const).flatMap((locale) => JSON.stringify(lmsGuides('https://lotse.example.org', locale).find(({ lms }) => lms === 'moodle'))),
      ...(['de', 'en'] as const).flatMap((locale) => registeredPage(locale, { platformOrigin: 'https://a.example', ourUrl: 'https://b.example' }).steps ?? []),
      ...['app', 'platforms'].flatMap((area) => ['de', 'en'].map((locale) => read(`apps/web/messages/${area}/${locale}.json`))),
      docs,
    ];
    expect(said.filter((text) => OLD.test(text))).toEqual([]);
  });
});
