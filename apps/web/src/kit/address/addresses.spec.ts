import { describe, expect, it } from '@jest/globals';
import { enrolmentIn, pathTo, addressAt } from './addresses.js';

const here = { reg: 'r1', enr: 'e1' };

describe('addresses', () => {
  it.each([
    ['/l/r1/c/e1', 'start'],
    ['/l/r1/c/e1/', 'start'],
    ['/l/r1/c/e1/u/wiso.vertrag', 'task'],
    ['/l/r1/c/e1/u/wiso.vertrag/end', 'end'],
    ['/l/r1/c/e1/people', 'people'],
    ['/l/r1/c/e1/people/p1', 'person'],
    ['/l/r1/c/e1/links/l1', 'choose'],
    ['/l/r1/c/e1/reports', 'reports'],
    ['/l/r1/c/e1/reports/b1', 'report'],
    ['/l/r1/c/e1/exams/wiso', 'exam'],
    ['/l/r1/c/e1/exams/wiso/a1', 'paper'],
    ['/l/r1/c/e1/exams/wiso/a1/result', 'examResult'],
    ['/l/r1/c/e1/t/mine', 'companionFrame'],
    ['/l/r1/c/e1/t/reports/of/p1', 'companionFrame'],
    ['/l/r1/c/e1/t', null],
    ['/l/r1/c/e1/else', null],
    ['/l/r1/c//people', null],
    ['/', null],
  ])('%s is %s', (pathname, name) => {
    expect(addressAt(pathname)?.name ?? null).toBe(name);
  });

  it('knows the enrolment of any address in a course', () => {
    expect(enrolmentIn('/l/r1/c/e1/else/where')).toBe('e1');
    expect(enrolmentIn('/health')).toBeUndefined();
  });

  it('builds addresses that it recognises', () => {
    expect(pathTo('end', here, { unit: 'wiso.vertrag' })).toBe('/l/r1/c/e1/u/wiso.vertrag/end');
    expect(pathTo('person', here, { person: 'a/b' })).toBe('/l/r1/c/e1/people/a%2Fb');
    expect(addressAt('/l/r1/c/e1/people/a%2Fb')?.values).toEqual({ reg: 'r1', enr: 'e1', person: 'a/b' });
  });
});
