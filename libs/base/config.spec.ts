import { describe, expect, it } from '@jest/globals';
import { readSettings, SettingsError, SettingsShape } from './config.js';

const KEY = 'a key for tests, long enough to be taken';
const REAL = { DATABASE_URL: 'postgres://lotse@db.example.org/lotse', LOTSE_URL: 'https://lotse.example.org', LOTSE_KEY: KEY };

/** The names that the one message complains about, in its order. */
function complaints(env: Record<string, string>): string[] {
  try {
    readSettings(env);
  } catch (error) {
    if (!(error instanceof SettingsError)) throw error;
    expect(error.message).toBe(['These settings are wrong or missing:', ...error.lines.map((line) => `  ${line}`), 'See "Settings" in README.md.'].join('\n'));
    return error.lines.map((line) => line.split(/[.:]/)[0] ?? '');
  }
  return [];
}

describe('one message names everything', () => {
  it('each wrong value', () => {
    const wrong = {
      PORT: '70000',
      DEMO_LMS_PORT: 'x',
      DATABASE_URL: 'mysql://db/lotse',
      LOTSE_URL: 'https://lotse.example.org/app',
      LOTSE_KEY: 'short',
      LOTSE_DEMO: 'perhaps',
      LOTSE_INSECURE_LMS: 'http://moodle.local/path',
      SMTP_URL: 'mail.example.org',
      MAIL_FROM: 'Lotse',
      LOTSE_TRUSTED_PROXY: 'nginx',
      LOTSE_LISTEN: 'everywhere',
      LOTSE_LOG: 'loud',
    };
    expect(complaints(wrong).sort()).toEqual(Object.keys(wrong).sort());
  });
  it('and, in the same message, each missing one', () => {
    expect(complaints({ PORT: 'x', DATABASE_URL: REAL.DATABASE_URL, SMTP_URL: 'smtp://mail.example.org' }).sort()).toEqual([
      'LOTSE_KEY',
      'LOTSE_URL',
      'MAIL_FROM',
      'PORT',
    ]);
  });
  it('a wrong value is not called missing as well', () => {
    expect(complaints({ ...REAL, LOTSE_URL: 'lotse.example.org', LOTSE_KEY: 'short' }).sort()).toEqual(['LOTSE_KEY', 'LOTSE_URL']);
    expect(complaints({ LOTSE_URL: REAL.LOTSE_URL, LOTSE_DEMO: 'ja' })).toEqual(['LOTSE_DEMO']);
  });
  it('values never: a password stands in DATABASE_URL', () => {
    expect(() => readSettings({ DATABASE_URL: 'mysql://lotse:geheim@db/lotse', LOTSE_KEY: 'geheim' })).toThrow(expect.not.stringContaining('geheim'));
    try {
      readSettings({ DATABASE_URL: 'mysql://lotse:geheim@db/lotse', LOTSE_KEY: 'geheim' });
      throw new Error('taken');
    } catch (error) {
      expect((error as Error).message).not.toContain('geheim');
    }
  });
});

describe('the demo', () => {
  it.each<[string, Record<string, string>, boolean]>([
    ['is on where nothing is set', {}, true],
    ['is off with LOTSE_URL', { LOTSE_URL: REAL.LOTSE_URL }, false],
    ['is off with DATABASE_URL', REAL, false],
    ['can be switched off', { LOTSE_DEMO: '0', LOTSE_URL: REAL.LOTSE_URL }, false],
    ['can be asked for', { LOTSE_DEMO: 'true' }, true],
    ['an empty value is none', { LOTSE_DEMO: '', LOTSE_URL: '', DATABASE_URL: '' }, true],
  ])('%s', (_, env, demo) => {
    expect(readSettings(env).demo).toBe(demo);
  });
  it.each<Record<string, string>>([{ DATABASE_URL: REAL.DATABASE_URL, LOTSE_KEY: KEY }, { LOTSE_URL: REAL.LOTSE_URL }, REAL])(
    'is refused together with %j',
    (env) => {
      expect(complaints({ ...env, LOTSE_DEMO: '1' })).toEqual(['LOTSE_DEMO']);
    },
  );
  it('alone may ask its own LMS over plain http, and nobody else', () => {
    expect(readSettings({ DEMO_LMS_PORT: '4100' }).insecureLms).toEqual(['http://127.0.0.1:4100', 'http://127.0.0.2:4100']);
    expect(readSettings(REAL).insecureLms).toEqual([]);
  });
});

describe('without the demo', () => {
  it('LOTSE_URL is required', () => {
    expect(complaints({ LOTSE_DEMO: '0' })).toEqual(['LOTSE_URL']);
    expect(complaints({ DATABASE_URL: REAL.DATABASE_URL, LOTSE_KEY: KEY })).toEqual(['LOTSE_URL']);
  });
  it('LOTSE_KEY is required with DATABASE_URL, and has 32 characters', () => {
    expect(complaints({ ...REAL, LOTSE_KEY: '' })).toEqual(['LOTSE_KEY']);
    expect(complaints({ ...REAL, LOTSE_KEY: KEY.slice(0, 31) })).toEqual(['LOTSE_KEY']);
    expect(complaints({ LOTSE_URL: REAL.LOTSE_URL })).toEqual([]);
  });
  it('MAIL_FROM is required with SMTP_URL', () => {
    expect(complaints({ ...REAL, SMTP_URL: 'smtps://mail.example.org' })).toEqual(['MAIL_FROM']);
  });
  it('the public origin has no slash at its end', () => {
    expect(readSettings({ ...REAL, LOTSE_URL: 'https://lotse.example.org/' }).url).toBe('https://lotse.example.org');
  });
});

describe('LOTSE_INSECURE_LMS', () => {
  it('takes exact origins, with spaces or commas between', () => {
    expect(readSettings({ ...REAL, LOTSE_INSECURE_LMS: 'http://10.0.0.7, http://moodle.local:8080' }).insecureLms).toEqual([
      'http://10.0.0.7',
      'http://moodle.local:8080',
    ]);
  });
  it.each(['*', 'http://*.local', 'moodle.local', 'http://moodle.local/moodle', 'http://moodle.local?x', 'http://user@moodle.local', '//moodle.local'])(
    'refuses %s',
    (text) => {
      expect(complaints({ ...REAL, LOTSE_INSECURE_LMS: `http://10.0.0.7 ${text}` })).toEqual(['LOTSE_INSECURE_LMS']);
    },
  );
});

describe('where it listens', () => {
  const plain = { ...REAL, LOTSE_URL: 'http://lotse.intern' };
  it.each<[string, Record<string, string>, string]>([
    ['the demo on this machine alone', {}, 'localhost'],
    ['behind something that speaks https, on this machine alone', REAL, 'localhost'],
    ['behind a proxy, on this machine alone', { ...plain, LOTSE_TRUSTED_PROXY: '127.0.0.1, ::1' }, 'localhost'],
    ['without either, on all addresses', plain, '::'],
    ['where it is told to', { ...REAL, LOTSE_LISTEN: '10.0.0.4' }, '10.0.0.4'],
  ])('%s', (_, env, listen) => expect(readSettings(env).listen).toBe(listen));
  it('proxies are addresses or nets', () => {
    expect(readSettings({ ...REAL, LOTSE_TRUSTED_PROXY: '127.0.0.1 10.0.0.0/8,fd00::/8' }).trustedProxies).toEqual(['127.0.0.1', '10.0.0.0/8', 'fd00::/8']);
    for (const wrong of ['*', '10.0.0.0/40', 'proxy.example.org', 'true'])
      expect(complaints({ ...REAL, LOTSE_TRUSTED_PROXY: wrong })).toEqual(['LOTSE_TRUSTED_PROXY']);
  });
});

it('what is read cannot be changed, and what is not ours is not read', () => {
  const settings = readSettings({ ...REAL, PATH: '/bin', LOTSE_NOTHING: 'x' });
  expect(Object.isFrozen(settings)).toBe(true);
  expect(JSON.stringify(settings)).not.toContain('/bin');
  expect(Object.keys(SettingsShape.shape)).toContain('LOTSE_KEY');
});
