import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { moodleNames, type MoodleName } from '#lotse/contract';
import { lmsGuides } from '../registration/tool-values.js';
import { allLtiPages } from '../pages/sentences.js';
import { registeredPage } from '../registration/registration-pages.js';
import { helpOf, LTI_CODES } from './lti-codes.js';

const ROOT = new URL('../../../', import.meta.url);
const read = (file: string) => readFileSync(new URL(file, ROOT), 'utf8');
const docs = read('docs/connect-moodle.md');
const [de, en] = [moodleNames('de'), moodleNames('en')];
const quoted = (text: string) => [...text.matchAll(/„([^“]+)“/g)].map(([, name]) => name ?? '');
const LMS = 'apps/demo-lms';
const demoLms = readdirSync(new URL(LMS, ROOT), { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.ts'))
  .map((name) => read(`${LMS}/${name}`))
  .join('\n');
/** The second name of the grade service is that of a newer language pack; the limit of points is set where the demo LMS has no page. */
const NOT_PLAYED = new Set<string>(['gradesTranslated', 'gradesOnTranslated', 'gradeMax']);
const NAMES = new Set<string>(Object.values(de));

/** Names as people once had them from an English Moodle, or by heart. */
const OLD =
  /Zahnrad|Lupensymbol|\bcog\b|magnifier|Gesperrte Hosts|Zulässige Ports|Aktivitätenauswahl|Tool-Konfiguration|Diesen Dienst|Schlüsseltyp: Keyset|Standard-Startcontainer: Einbetten|Eigene Parameter“|URL zum Starten|„Plattform umziehen|„Adressen ändern“|“Move platform”|JWKS-Adresse|Token-Adresse|Stelle der Plattform|Werkzeug/;

describe('names of settings in Moodle', () => {
  it.each(Object.keys(de).filter((name) => name !== 'gradeMax') as MoodleName[])('%s stands in docs/connect-moodle.md in both languages', (name) => {
    expect(docs).toContain(`„${de[name]}“`);
    expect(docs).toContain(en[name]);
  });

  it.each(Object.keys(de).filter((name) => !NOT_PLAYED.has(name)) as MoodleName[])('%s stands on a page of the demo LMS', (name) => {
    const isUsed = new RegExp(`\\b(names|moodleNames\\('de'\\))\\.${name}\\b`).test(demoLms);
    const isPath = de[name].includes(' › ') && de[name].split(' › ').every((part) => part === 'Website-Administration' || demoLms.includes(part));
    expect(isUsed || isPath).toBe(true);
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

  it('docs and pages count the same steps', () => {
    const messages = JSON.parse(read('apps/web/messages/platforms/de.json')) as Record<string, unknown>;
    const part = (from: string, to: string) => docs.slice(docs.indexOf(from), docs.indexOf(to)).match(/^\d\. /gm)?.length;
    expect(docs).toContain('In Lotse sind es fünf Schritte, in Moodle fünf.');
    expect(messages['pf_moodle_title']).toBe('Fünf Schritte in Moodle');
    expect(Object.keys(messages).filter((key) => /^pf_moodle_\d$/.test(key))).toHaveLength(5);
    expect([
      part('**In Moodle**', '**Wieder in Lotse**'),
      part('**In Lotse**', '**In Moodle**'),
      part('**Wieder in Lotse**', '## Lotse in einen Kurs'),
    ]).toEqual([5, 3, 2]);
  });

  it('no page, error or guide has a name of its own for a setting', () => {
    const said = [
      ...Object.values(LTI_CODES)
        .flat()
        .flatMap((code) => [...(helpOf(code)?.de ?? []), ...(helpOf(code)?.en ?? [])]),
      ...(['de', 'en'] as const).flatMap((locale) => JSON.stringify(lmsGuides('https://lotse.example.org', locale).find(({ lms }) => lms === 'moodle'))),
      ...(['de', 'en'] as const).flatMap((locale) => registeredPage(locale, { platformOrigin: 'https://a.example', ourUrl: 'https://b.example' }).steps ?? []),
      ...['app', 'platforms'].flatMap((area) => ['de', 'en'].map((locale) => read(`apps/web/messages/${area}/${locale}.json`))),
      ...allLtiPages().map(({ wish }) => [...wish.text, wish.admin?.text ?? ''].join('\n')),
      docs,
    ];
    expect(said.filter((text) => OLD.test(text))).toEqual([]);
  });
});
