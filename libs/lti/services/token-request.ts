import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { SignJWT } from 'jose';
import { Clock, Db, SafeFetch, Seal } from '#lotse/base';
import type { Platform } from '../platforms/platforms.queries.js';
import { signingKey } from '../keys/signing-key.js';

const SECOND = 1000;
/** Moodle grants no leeway to a clock that runs ahead of its own. */
const BACKDATED_S = 5;
const ASSERTION_S = 300;
const MAX_BYTES = 256_000;

/** For which deployment of a platform, and for what, a token is asked. */
export interface TokenWish {
  platform: Platform;
  deploymentId: string;
  scopes: readonly string[];
}
type SafeReply = Awaited<ReturnType<SafeFetch['send']>>;

/** Asks a platform for an access token with an assertion signed by our own key (LTI Security 1.0, 4.1). Problems: fetch.*. */
@Injectable()
export class TokenRequest {
  constructor(
    private readonly db: Db,
    private readonly seal: Seal,
    private readonly safeFetch: SafeFetch,
    private readonly clock: Clock,
  ) {}

  /** The answer as it came: kept and read by whoever asks. */
  async send(wish: TokenWish): Promise<SafeReply> {
    const body = new URLSearchParams({
      grant_type: 'client_credentials',
      client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
      client_assertion: await this.assertion(wish),
      scope: wish.scopes.join(' '),
    }).toString();
    const headers = { 'content-type': 'application/x-www-form-urlencoded', accept: 'application/json' };
    return this.safeFetch.send(wish.platform.tokenUrl, { method: 'POST', headers, body, maxBytes: MAX_BYTES });
  }

  /** LTI Security 1.0, 4.1.1; the deployment as LTI Core 1.3 (2023) asks for it. */
  private async assertion({ platform, deploymentId }: TokenWish): Promise<string> {
    const now = this.clock.now();
    const { kid, key } = await this.db.job(platform.tenant, (tx) => signingKey(tx, this.seal, { tenant: platform.tenant, registration: platform.id, now }));
    const iat = Math.floor(now.getTime() / SECOND) - BACKDATED_S;
    return new SignJWT({ 'https://purl.imsglobal.org/spec/lti/claim/deployment_id': deploymentId })
      .setProtectedHeader({ alg: 'RS256', typ: 'JWT', kid })
      .setIssuer(platform.clientId)
      .setSubject(platform.clientId)
      .setAudience(platform.audience ?? platform.tokenUrl)
      .setIssuedAt(iat)
      .setExpirationTime(iat + ASSERTION_S)
      .setJti(randomUUID())
      .sign(key);
  }
}
