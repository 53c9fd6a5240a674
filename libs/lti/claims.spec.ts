import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { readClaims, type Claims, type LtiLaunch } from './claims.js';

const LTI = 'https://purl.imsglobal.org/spec/lti/claim/';
function recorded(name: string): Claims {
  return (JSON.parse(readFileSync(new URL(`../../test/fixtures/lti/${name}.json`, import.meta.url), 'utf8')) as { claims: Claims }).claims;
}
function read(claims: Claims): LtiLaunch {
  const launch = readClaims(claims);
  if (launch === 'mentor' || 'broken' in launch) throw new Error(JSON.stringify(launch));
  return launch;
}
const student = recorded('launch-student');
const withCustom = (custom: unknown) => read({ ...student, [`${LTI}custom`]: custom });

describe('launches of a real Moodle 4.5', () => {
  it.each([
    ['launch-student', 'trainee'],
    ['launch-student2', 'trainee'],
    ['launch-student-window', 'trainee'],
    ['launch-teacher', 'teacher'],
    ['launch-tutor', 'teacher'],
    ['launch-manager', 'teacher'],
    ['launch-admin', 'teacher'],
  ])('%s arrives as %s', (name, role) => {
    const launch = read(recorded(name));
    expect(launch).toMatchObject({
      role,
      test: false,
      locale: 'en',
      course: { kind: 'context', membershipsUrl: expect.stringContaining('/memberships') },
      lineItem: { canScore: true, canRead: true, reason: null },
    });
    expect(launch.name?.length).toBeGreaterThan(3);
  });
  it('keeps nothing of the person but sub and name', () => {
    const text = JSON.stringify(read(student));
    for (const gone of ['@', 'M-student1', 'sesskey', 'sourcedid']) expect(text).not.toContain(gone);
  });
  it('has no name where Moodle sends none', () => expect(read(recorded('launch-student-privacy-never')).name).toBeNull());
  it('sees that an activity has no column', () =>
    expect(read(recorded('launch-teacher-nograde-noblocks')).lineItem).toMatchObject({ url: null, reason: 'lineitem.missing' }));
});

describe('what a link opens', () => {
  it.each<[string, unknown, unknown]>([
    ['a unit', { unit: 'wiso-probezeit' }, { kind: 'unit', id: 'wiso-probezeit' }],
    ['a module', { module: 'wiso' }, { kind: 'module', id: 'wiso' }],
    ['the unit where both are named', { unit: 'a', module: 'b' }, { kind: 'unit', id: 'a' }],
    ['nothing where the variable is unset', { unit: '$Unit.id' }, null],
    ['nothing where it is no id', { unit: '../../etc', module: 'Ü' }, null],
    ['nothing where it is no text', { unit: 7 }, null],
    ['nothing where custom is no object', 'unit=a', null],
    ['nothing without custom', undefined, null],
  ])('is %s', (_, custom, target) => expect(withCustom(custom).target).toEqual(target));
});

describe('the column', () => {
  const AGS = 'https://purl.imsglobal.org/spec/lti-ags/scope/';
  const grades = (claim: unknown) => read({ ...student, 'https://purl.imsglobal.org/spec/lti-ags/claim/endpoint': claim }).lineItem;
  it.each<[unknown, Partial<LtiLaunch['lineItem']>]>([
    [undefined, { reason: 'lineitem.none', canScore: false }],
    [
      { scope: [`${AGS}lineitem.readonly`, `${AGS}result.readonly`], lineitem: 'https://a.example/1' },
      { reason: 'scope.readonly', canRead: true },
    ],
    [
      { scope: [`${AGS}score`], lineitems: 'https://a.example/' },
      { reason: 'lineitem.missing', canScore: true },
    ],
    [
      { scope: [`${AGS}score`], lineitem: 'https://a.example/1?x=1' },
      { reason: null, canRead: false, url: 'https://a.example/1?x=1' },
    ],
    [{ scope: 'score', lineitem: 'https://a.example/1' }, { reason: 'scope.readonly' }],
    ['nonsense', { reason: 'lineitem.none' }],
  ])('%j', (claim, expected) => expect(grades(claim)).toMatchObject(expected));
});

describe('texts and ids', () => {
  it.each<[Claims, string]>([
    [{ sub: 'a\u0000' }, 'sub'],
    [{ sub: '\ud800' }, 'sub'],
    [{ [`${LTI}resource_link`]: { id: 'x'.repeat(256) } }, `${LTI}resource_link`],
    [{ [`${LTI}context`]: { title: 'no id' } }, `${LTI}context`],
  ])('cannot use %j', (change, broken) => expect(readClaims({ ...student, ...change })).toEqual({ broken }));
  it('cuts and cleans what is shown, whole signs only', () => {
    const launch = read({ ...student, name: ` A\n\u202eB ${'👩'.repeat(300)}`, [`${LTI}context`]: { id: '1', title: ' \t ', label: 'Kurs' } });
    expect([...(launch.name ?? '')].length).toBe(200);
    expect([launch.name?.slice(0, 4), launch.name?.isWellFormed(), launch.course.title]).toEqual(['A B ', true, 'Kurs']);
  });
  it.each([
    ['de', 'de'],
    ['de_DE', 'de'],
    ['en-GB', 'en'],
    ['fr', null],
    ['', null],
  ])('locale %s is %s', (locale, expected) => expect(read({ ...student, [`${LTI}launch_presentation`]: { locale } }).locale).toBe(expected));
});
