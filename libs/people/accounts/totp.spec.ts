import { describe, expect, it } from '@jest/globals';
import { TotpRules, totpStep } from './totp.js';

// RFC 6238, appendix B: the ASCII secret 12345678901234567890, last six of the eight digits
const SECRET = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ';

describe('TOTP', () => {
  it.each([
    [59, '287082', 1],
    [1111111109, '081804', 37037036],
    [1234567890, '005924', 41152263],
    [89, '287082', 1],
    [29, '287082', 1],
    [120, '287082', null],
    [59, '287 082', 1],
    [59, '٢٨٧٠٨٢', 1],
    [59, '２８７०８२', 1],
    [59, '287083', null],
    [59, '94287082', null],
    [59, '', null],
  ])('at %i s the code %s belongs to step %s', (seconds, code, step) => {
    expect(totpStep(SECRET, code, new Date(seconds * 1000))).toBe(step);
  });

  it('takes back only a secret it offered, for the same subject', () => {
    const rules = new TotpRules(Buffer.alloc(32, 1));
    const offer = rules.offer('invitation a', 'a@b.example');
    expect(offer.uri).toMatch(/^otpauth:\/\/totp\/Lotse:a%40b\.example\?issuer=Lotse&secret=[A-Z2-7]{32}&/);
    expect(offer.qr).toContain('<svg');
    expect(rules.isOurs('invitation a', offer.secret, offer.proof)).toBe(true);
    expect(rules.isOurs('invitation b', offer.secret, offer.proof)).toBe(false);
    expect(rules.isOurs('invitation a', SECRET, offer.proof)).toBe(false);
    expect(new TotpRules(Buffer.alloc(32, 2)).isOurs('invitation a', offer.secret, offer.proof)).toBe(false);
  });
});
