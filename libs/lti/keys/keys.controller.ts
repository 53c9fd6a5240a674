import { createPublicKey } from 'node:crypto';
import { Controller, Get, Header } from '@nestjs/common';
import { Clock, Db, Public } from '#lotse/base';
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
    const rows = await this.db.gate('jwks', (tx) =>
      tx.query<{ kid: string; public_pem: Buffer }[]>(
        `select kid, public_pem from lti_key where retired_at is null or retired_at > $1 order by created_at, kid`,
        [since],
      ),
    );
    return { keys: rows.map(({ kid, public_pem: pem }) => ({ ...createPublicKey(pem).export({ format: 'jwk' }), kid, alg: 'RS256', use: 'sig' })) };
  }
}
