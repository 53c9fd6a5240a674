import { createHmac, timingSafeEqual } from 'node:crypto';
import { Secret, TOTP } from 'otpauth';
import { renderSVG } from 'uqr';
import { plainCode, type TotpOffer } from '#lotse/contract';

const PERIOD_SECONDS = 30;
const WINDOW = 1;

/** Makes and reads TOTP codes (RFC 6238, SHA-1, six digits: what every authenticator app understands). */
export class TotpRules {
  constructor(private readonly key: Buffer) {}

  /** A fresh secret for one subject (an invitation, the set-up link, a person); `label` is what the app shows. */
  offer(subject: string, label: string): TotpOffer {
    const secret = new Secret({ size: 20 });
    const uri = totpOf(secret.base32, label).toString();
    return { secret: secret.base32, uri, qr: renderSVG(uri, { border: 2, ecc: 'M' }), proof: this.proof(subject, secret.base32) };
  }

  /** True for a secret that was offered to this subject by this server. */
  isOurs(subject: string, secret: string, proof: string): boolean {
    const [given, wanted] = [Buffer.from(proof), Buffer.from(this.proof(subject, secret))];
    return given.length === wanted.length && timingSafeEqual(given, wanted);
  }

  private proof(subject: string, secret: string): string {
    return createHmac('sha256', this.key)
      .update(JSON.stringify([subject, secret]))
      .digest('base64url');
  }
}

/** The 30 s step a code belongs to, one step of clock error allowed; null when it fits none. */
export function totpStep(secret: string, code: string, now: Date): number | null {
  const token = plainCode(code);
  if (!/^\d{6}$/.test(token)) return null;
  const delta = totpOf(secret, '').validate({ token, window: WINDOW, timestamp: now.getTime() });
  return delta === null ? null : Math.floor(now.getTime() / 1000 / PERIOD_SECONDS) + delta;
}

function totpOf(secret: string, label: string): TOTP {
  return new TOTP({ issuer: 'Lotse', label, algorithm: 'SHA1', digits: 6, period: PERIOD_SECONDS, secret: Secret.fromBase32(secret) });
}
