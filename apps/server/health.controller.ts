import { Controller, Inject } from '@nestjs/common';
import { Db, Handle, Problem, SETTINGS, type Settings } from '#lotse/base';
import { live, ready } from '#lotse/contract';

const PATIENCE_MS = 500;

@Controller()
export class HealthController {
  /** Set while the server stops: a load balancer then sends nobody here. */
  stopping = false;
  constructor(
    private readonly db: Db,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {}

  /** The event loop turns; says nothing of the database. */
  @Handle(live)
  live(): { live: true } {
    return { live: true };
  }

  @Handle(ready)
  async ready(): Promise<{ ready: true; version: string; database: 'embedded' | 'postgres' }> {
    if (this.stopping) throw new Problem('unavailable', 'server.stopping');
    await this.askDatabase();
    return { ready: true, version: this.settings.version, database: this.settings.databaseUrl ? 'postgres' : 'embedded' };
  }

  private async askDatabase(): Promise<void> {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<never>((_, refuse) => {
      timer = setTimeout(() => refuse(new Problem('unavailable', 'database.slow')), PATIENCE_MS);
    });
    try {
      await Promise.race([this.db.gate('session', (tx) => tx.query('select 1')), late]);
    } catch (cause) {
      throw cause instanceof Problem ? cause : new Problem('unavailable', 'database.away', undefined, { cause });
    } finally {
      clearTimeout(timer);
    }
  }
}
