import { randomBytes } from 'node:crypto';
import { SignJWT } from 'jose';
import type { Platform } from '../platforms/platforms.queries.js';
import { CLAIM } from '../messages/claims.js';
import type { SigningKey } from '../keys/signing-key.js';
import type { ContentItem } from './content-items.js';

const DL = 'https://purl.imsglobal.org/spec/lti-dl/claim';
/** Moodle grants no leeway to a clock that runs ahead of its own. */
const BACKDATED_S = 5;
const LIFE_S = 300 - BACKDATED_S;

export interface ResponseWish {
  platform: Platform;
  deploymentId: string;
  /** Goes back as it came; null where the platform sent none. */
  data: string | null;
  items: readonly ContentItem[];
  now: Date;
}

/**
 * The deep linking response message (Deep Linking 2.0, 4.5): issued by us for the platform, good for five minutes.
 * No items means that the choosing was cancelled.
 */
export function responseMessage({ platform, deploymentId, data, items, now }: ResponseWish, { kid, key }: SigningKey): Promise<string> {
  const iat = Math.floor(now.getTime() / 1000) - BACKDATED_S;
  const claims = {
    [CLAIM.messageType]: 'LtiDeepLinkingResponse',
    [CLAIM.version]: '1.3.0',
    [CLAIM.deployment]: deploymentId,
    ...(data === null ? {} : { [`${DL}/data`]: data }),
    [`${DL}/content_items`]: items,
    nonce: randomBytes(24).toString('base64url'),
  };
  return new SignJWT(claims)
    .setProtectedHeader({ alg: 'RS256', typ: 'JWT', kid })
    .setIssuer(platform.clientId)
    .setAudience(platform.issuer)
    .setIssuedAt(iat)
    .setExpirationTime(iat + LIFE_S)
    .sign(key);
}
