import { closeSync, constants, existsSync, fsyncSync, mkdirSync, openSync, readFileSync, writeSync } from 'node:fs';
import * as z from 'zod';
import type { Clock } from '../clock.js';
import type { Db } from '../db/db.js';
import type { Log } from '../log.js';
import { tenantIds } from '../tenants.queries.js';
import { lastEntry } from './audit.queries.js';

const Head = z.object({ tenant: z.uuid(), seq: z.int().positive(), hash: z.string().regex(/^[0-9a-f]{64}$/), at: z.iso.datetime() });
/** The newest entry of a tenant's chain, as it stood at some time. */
export type AuditHead = z.infer<typeof Head>;

/**
 * The newest entry of each audit chain, noted outside the database: in a file beside the deletion list and in the log. Somebody who
 * can write to the database only cannot cut off the end of a chain unseen. A line is added when a chain has grown.
 */
export class AuditHeads {
  readonly file: string;
  private noted: Map<string, string> | undefined;

  constructor(
    private readonly by: { db: Db; clock: Clock; log: Log },
    private readonly folder: string,
  ) {
    this.file = `${folder}/audit-heads.jsonl`;
  }

  read(): AuditHead[] {
    return existsSync(this.file) ? headsOf(readFileSync(this.file, 'utf8')) : [];
  }

  /** Notes every chain that has grown since it was noted last. */
  async note(): Promise<void> {
    const { db, clock, log } = this.by;
    this.noted ??= new Map(this.read().map((head) => [head.tenant, `${head.seq} ${head.hash}`]));
    const tenants = await db.gate('audit-verify', tenantIds);
    const grown: AuditHead[] = [];
    for (const tenant of tenants) {
      const last = await db.job(tenant, (tx) => lastEntry(tx, tenant));
      const head = last && { tenant, seq: last.seq, hash: last.hash.toString('hex'), at: clock.now().toISOString() };
      if (head && this.noted.get(tenant) !== `${head.seq} ${head.hash}`) grown.push(head);
    }
    this.write(grown);
    for (const { tenant, seq, hash } of grown) {
      this.noted.set(tenant, `${seq} ${hash}`);
      log.info('audit.head', { tenantId: tenant, count: seq, head: hash });
    }
  }

  private write(heads: readonly AuditHead[]): void {
    if (heads.length === 0) return;
    mkdirSync(this.folder, { recursive: true });
    const file = openSync(this.file, constants.O_APPEND | constants.O_CREAT | constants.O_WRONLY, 0o600);
    try {
      writeSync(file, `\n${heads.map((head) => JSON.stringify(head)).join('\n')}\n`);
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
  }
}

/** The complete lines; a line that a crash cut off is skipped. */
export function headsOf(text: string): AuditHead[] {
  return text.split('\n').flatMap((line) => Head.safeParse(parsed(line)).data ?? []);
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line || 'null');
  } catch {
    return null; // the schema refuses what is no head
  }
}
