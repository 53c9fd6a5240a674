import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { readClaims, type Claims, type LtiLaunch } from './claims.js';

const LTI = 'https://purl.imsglobal.org/spec/lti/claim/';
function recorded(name: string): Claims {
  return (JSON.parse(readFileSync(new URL(`../../../test/fixtures/lti/${name}.json`, import.meta.url), 'utf8')) as { claims: Claims }).claims;
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
    [null, { reason: 'lineitem.none' }],
    [
      { scope: [null, `${AGS}score`, `${AGS}result.readonly`], lineitem: null, lineitems: null },
      { reason: 'lineitem.missing', canScore: true, canRead: true },
    ],
    [
      { scope: [`${AGS}score`, `${AGS}result.readonly`], lineitem: '', lineitems: 'https://a.example/' },
      { reason: 'lineitem.missing', canScore: true, canRead: true },
    ],
    [
      { scope: [`${AGS}score`], lineitem: 'https://a.example/1', lineitems: null },
      { reason: null, url: 'https://a.example/1' },
    ],
  ])('%j', (claim, expected) => expect(grades(claim)).toMatchObject(expected));
});

describe('null means absent', () => {
  const NRPS = 'https://purl.imsglobal.org/spec/lti-nrps/claim/namesroleservice';
  it.each<[Claims, unknown]>([
    [{ name: null, given_name: null, family_name: null }, { name: null }],
    [{ name: 'Anna \u00a0Beispiel\u200b' }, { name: 'Anna Beispiel' }],
    [{ name: '\u2060\u3164', given_name: 'Anna', family_name: ' \u200e' }, { name: 'Anna' }],
    [{ [`${LTI}roles`]: [null, 'http://purl.imsglobal.org/vocab/lis/v2/membership#Learner'] }, { role: 'trainee' }],
    [
      { [`${LTI}custom`]: null, [`${LTI}launch_presentation`]: null, [`${LTI}tool_platform`]: null, [`${LTI}for_user`]: null },
      { target: null, locale: null },
    ],
    [{ [`${LTI}launch_presentation`]: { locale: null } }, { locale: null }],
    [{ [`${LTI}context`]: null }, { course: { kind: 'link', membershipsUrl: null } }],
    [{ [`${LTI}context`]: { id: '1', title: null, label: null } }, { course: { kind: 'context', label: null } }],
    [{ [NRPS]: null }, { course: { membershipsUrl: null } }],
    [{ [NRPS]: { context_memberships_url: null } }, { course: { membershipsUrl: null } }],
  ])('%j', (change, expected) => expect(read({ ...student, ...change })).toMatchObject(expected as object));

  const choosing = recorded('deep-linking-request');
  const DL = 'https://purl.imsglobal.org/spec/lti-dl/claim/deep_linking_settings';
  it('content is chosen where the platform names no course, as Open edX does not, each teacher in a place of their own', () => {
    for (const context of [null, undefined]) {
      const launch = read({ ...choosing, [`${LTI}context`]: context });
      expect(launch).toMatchObject({ message: { kind: 'deep-linking' }, course: { kind: 'link', id: `deep-linking:${launch.sub}`, membershipsUrl: null } });
    }
  });
  it('settings of a choice may hold null', () => {
    const settings = { ...(choosing[DL] as object), data: null, accept_multiple: null, accept_lineitem: null, accept_types: [null, 'ltiResourceLink'] };
    expect(read({ ...choosing, [DL]: settings }).message).toMatchObject({
      settings: { data: null, acceptsLinks: true, acceptsSeveral: true, acceptsLineItem: true },
    });
  });
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
