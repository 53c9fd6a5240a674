import { AuditHeads, Seal, verifyAudit, type AuditFault } from '#lotse/base';
import type { TestServer } from './harness.js';

/** What `npm run audit verify` finds, while the server runs. */
export function verified({ started, db }: Pick<TestServer, 'started' | 'db'>): Promise<{ entries: number; faults: AuditFault[] }> {
  return verifyAudit({ db, seal: started.app.get(Seal) }, started.app.get(AuditHeads).read());
}
