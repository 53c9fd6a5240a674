import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes, randomUUID } from 'node:crypto';
import type { EntityManager } from 'typeorm';
import type { Clock } from './clock.js';

/** Whose key seals a value. */
export type KeyOwner = { kind: 'tenant' | 'person'; id: string };
/** Where a sealed value stands: it opens nowhere else. */
export interface Place {
  table: string;
  row: string;
  column: string;
}

interface Key {
  id: string;
  bytes: Buffer;
  search: Buffer;
}

const VERSION = 1;
const HEAD = 1 + 16 + 12 + 16; // version, key id, nonce, tag

/**
 * Seals values that must not lie in clear (AES-256-GCM). Each value names its key; keys stand wrapped by LOTSE_KEY in
 * key_ring. The place (owner, table, row, column) is bound in: a value moved to another row does not open.
 */
export class Seal {
  private readonly master: Buffer;
  private readonly keys = new Map<string, Key>();
  private readonly live = new Map<string, string>();

  constructor(
    masterSecret: string,
    private readonly clock: Clock,
  ) {
    this.master = Buffer.from(hkdfSync('sha256', masterSecret, 'lotse', 'key-ring', 32));
  }

  /** Sealed bytes of a text. Makes the owner's key when there is none yet. */
  async seal(tx: EntityManager, owner: KeyOwner, place: Place, text: string): Promise<Buffer> {
    const key = await this.liveKey(tx, owner);
    const nonce = randomBytes(12);
    const cipher = createCipheriv('aes-256-gcm', key.bytes, nonce);
    cipher.setAAD(bind(owner, place));
    const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
    return Buffer.concat([Buffer.from([VERSION]), Buffer.from(key.id.replaceAll('-', ''), 'hex'), nonce, cipher.getAuthTag(), body]);
  }

  /** The text again. Throws when the value was changed, moved, or its key destroyed. */
  async open(tx: EntityManager, owner: KeyOwner, place: Place, sealed: Buffer): Promise<string> {
    if (sealed.length < HEAD || sealed[0] !== VERSION) throw new Error('not a sealed value');
    const key = await this.keyById(tx, owner, toUuid(sealed.subarray(1, 17)));
    const decipher = createDecipheriv('aes-256-gcm', key.bytes, sealed.subarray(17, 29));
    decipher.setAAD(bind(owner, place));
    decipher.setAuthTag(sealed.subarray(29, HEAD));
    return Buffer.concat([decipher.update(sealed.subarray(HEAD)), decipher.final()]).toString('utf8');
  }

  /** For exact search: equal texts (without regard to case and outer space) give equal bytes within one owner. */
  async searchable(tx: EntityManager, owner: KeyOwner, text: string): Promise<Buffer> {
    const key = await this.liveKey(tx, owner);
    return createHmac('sha256', key.search).update(text.trim().normalize('NFC').toLocaleLowerCase('de')).digest();
  }

  private async liveKey(tx: EntityManager, owner: KeyOwner): Promise<Key> {
    const known = this.live.get(`${owner.kind} ${owner.id}`);
    return known ? this.keyById(tx, owner, known) : this.loadOrMake(tx, owner);
  }

  private async loadOrMake(tx: EntityManager, owner: KeyOwner): Promise<Key> {
    const id = randomUUID();
    await tx.query(
      `insert into key_ring (id, owner_kind, owner, wrapped, created_at) values ($1, $2, $3, $4, $5) on conflict (owner_kind, owner) where retired_at is null do nothing`,
      [id, owner.kind, owner.id, this.wrap(id, randomBytes(32)), this.clock.now()],
    );
    const [row] = await tx.query<{ id: string; wrapped: Buffer }[]>(
      `select id, wrapped from key_ring where owner_kind = $1 and owner = $2 and retired_at is null`,
      [owner.kind, owner.id],
    );
    if (!row) throw new Error('the key cannot be seen from here');
    const key = this.unwrap(row.id, row.wrapped);
    // A key made in this transaction may still be rolled back: it is remembered only once a later transaction has read it.
    if (row.id !== id) this.remember(owner, key);
    return key;
  }

  private async keyById(tx: EntityManager, owner: KeyOwner, id: string): Promise<Key> {
    const known = this.keys.get(id);
    if (known) return known;
    const [row] = await tx.query<{ wrapped: Buffer; live: boolean; kind: string; owner: string }[]>(
      `select wrapped, retired_at is null as live, owner_kind as kind, owner from key_ring where id = $1`,
      [id],
    );
    if (!row || row.kind !== owner.kind || row.owner !== owner.id) throw new Error('the key of a sealed value is gone');
    const key = this.unwrap(id, row.wrapped);
    if (row.live) this.live.set(`${owner.kind} ${owner.id}`, id);
    this.keys.set(id, key);
    return key;
  }

  private remember(owner: KeyOwner, key: Key): void {
    this.keys.set(key.id, key);
    this.live.set(`${owner.kind} ${owner.id}`, key.id);
  }

  private wrap(id: string, bytes: Buffer): Buffer {
    const nonce = randomBytes(12);
    const cipher = createCipheriv('aes-256-gcm', this.master, nonce);
    cipher.setAAD(Buffer.from(id));
    return Buffer.concat([nonce, cipher.update(bytes), cipher.final(), cipher.getAuthTag()]);
  }

  private unwrap(id: string, wrapped: Buffer): Key {
    const decipher = createDecipheriv('aes-256-gcm', this.master, wrapped.subarray(0, 12));
    decipher.setAAD(Buffer.from(id));
    decipher.setAuthTag(wrapped.subarray(-16));
    try {
      const bytes = Buffer.concat([decipher.update(wrapped.subarray(12, -16)), decipher.final()]);
      return { id, bytes, search: Buffer.from(hkdfSync('sha256', bytes, 'lotse', 'search', 32)) };
    } catch (cause) {
      throw new Error('LOTSE_KEY does not fit this database: its keys were wrapped with another one.', { cause });
    }
  }
}

function bind(owner: KeyOwner, place: Place): Buffer {
  return Buffer.from(JSON.stringify([owner.kind, owner.id, place.table, place.row, place.column]));
}

function toUuid(bytes: Buffer): string {
  const hex = bytes.toString('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}
