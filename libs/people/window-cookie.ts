import { createHmac, hash, randomBytes, timingSafeEqual, type KeyObject } from 'node:crypto';

/** Codes and cookies of a window of its own begin like this. */
const IN_WINDOW = 'w_';
const COOKIE = /^w_([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\.([\w-]{43})$/;

/**
 * The frame's cookie stays in the frame's partition. A window that continues a session gets its own cookie, derived from the session
 * like the bearer: it survives a reload, nothing of it is stored, and it ends with the session.
 */
export class WindowCookie {
  constructor(private readonly secret: KeyObject) {}

  code(): string {
    return `${IN_WINDOW}${randomBytes(32).toString('base64url')}`;
  }

  /** For a session that was taken up with this code; null for codes of a launch, which set their cookie themselves. */
  after(code: string, sessionId: string): string | null {
    return code.startsWith(IN_WINDOW) ? `${IN_WINDOW}${sessionId}.${this.proof(sessionId)}` : null;
  }

  /** The session of such a cookie; null for any other. */
  sessionIn(cookie: string): string | null {
    const [, id, proof] = COOKIE.exec(cookie) ?? [];
    if (id === undefined || proof === undefined) return null;
    const bytes = (text: string) => hash('sha256', text, 'buffer');
    return timingSafeEqual(bytes(proof), bytes(this.proof(id))) ? id : null;
  }

  private proof(sessionId: string): string {
    return createHmac('sha256', this.secret).update(`window ${sessionId}`).digest('base64url');
  }
}
