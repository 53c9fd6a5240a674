import { createPublicKey } from 'node:crypto';
import { Controller, Get, Header } from '@nestjs/common';
import { Clock, Db, Public } from '#lotse/base';
import { publishedKeys } from './keys.queries.js';
import { PUBLISHED_AFTER_MS } from './own-keys.js';

/** Lotse's own public keys (LTI Security 1.0, 6.3): all that sign, and retired ones for a week after. */
@Controller()
export class KeysController {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
  ) {}

  @Get('/lti/keys')
  @Public()
  @Header('cache-control', 'public, max-age=300')
  async keys(): Promise<{ keys: Record<string, unknown>[] }> {
    const since = new Date(this.clock.now().getTime() - PUBLISHED_AFTER_MS);
    const rows = await this.db.gate('jwks', (tx) => publishedKeys(tx, since));
    return { keys: rows.map(({ kid, publicPem }) => ({ ...createPublicKey(publicPem).export({ format: 'jwk' }), kid, alg: 'RS256', use: 'sig' })) };
  }
}
