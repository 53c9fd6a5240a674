import { createCipheriv, createDecipheriv, createHmac, createSecretKey, hkdfSync, randomBytes, randomUUID, type KeyObject } from 'node:crypto';
import { searchKey } from '#lotse/contract';
import type { Clock } from './clock.js';
import { addFirstKey, addKey, currentKey, keysOf, retireKey, storedKey, type Asking, type KeyOwner } from './keys/key-ring.queries.js';

/** Where a sealed value stands: it opens nowhere else. */
export interface SealedCell {
  table: string;
  row: string;
  column: string;
}

/** Kept as `KeyObject`: from bytes one would be made for each value that is opened, which takes four times as long. */
interface Key {
  id: string;
  seals: KeyObject;
  search: KeyObject;
  audit: KeyObject;
}

class KeyGone extends Error {
  constructor() {
    super('the key of a sealed value is gone');
  }
}

/** How long a key counts as the owner's current one before the key ring is read again: another server may have rotated it. */
export const LIVE_MS = 30_000;
const VERSION = 1;
/** The first byte of a search value: the version of the comparison rule (`fold`) it was made by. */
export const SEARCH_FOLD = 2;
const HEAD = 1 + 16 + 12 + 16; // version, key id, nonce, tag

/**
 * Seals values that must not lie in clear (AES-256-GCM). Each value names its key; keys stand wrapped by LOTSE_KEY in
 * key_ring. The cell (owner, table, row, column) is bound in: a value moved to another row does not open.
 */
export class Seal {
  private readonly master: KeyObject;
  private readonly keys = new Map<string, Key>();
  private readonly live = new Map<string, { id: string; until: number }>();
  /** Keys that a transaction has made itself: they may still be rolled back, so only that transaction uses them. */
  private readonly made = new WeakMap<Asking, Map<string, Key>>();

  constructor(
    masterSecret: string,
    private readonly clock: Clock,
  ) {
    this.master = masterOf(masterSecret);
  }

  /** Sealed bytes of a text. Makes the owner's key when there is none yet. */
  async seal(tx: Asking, owner: KeyOwner, cell: SealedCell, text: string): Promise<Buffer> {
    return shut(await this.liveKey(tx, owner), owner, cell, text);
  }

  /** Seals many values of one owner without asking again; good for half a minute (`LIVE_MS`), then another may have to be taken. */
  async sealer(tx: Asking, owner: KeyOwner): Promise<(cell: SealedCell, text: string) => Buffer> {
    const key = await this.liveKey(tx, owner);
    return (cell, text) => shut(key, owner, cell, text);
  }

  /** Both under one key: the sealed text and what it is found by. */
  async sealFindable(tx: Asking, owner: KeyOwner, cell: SealedCell, text: string): Promise<{ sealed: Buffer; search: Buffer }> {
    const key = await this.liveKey(tx, owner);
    return { sealed: shut(key, owner, cell, text), search: searchOf(key, text) };
  }

  /** The text again. Throws when the value was changed, moved, or its key destroyed. */
  async open(tx: Asking, owner: KeyOwner, cell: SealedCell, sealed: Buffer): Promise<string> {
    if (sealed.length < HEAD || sealed[0] !== VERSION) throw new Error('not a sealed value');
    const key = await this.keyById(tx, owner, toUuid(sealed.subarray(1, 17)));
    const decipher = createDecipheriv('aes-256-gcm', key.seals, sealed.subarray(17, 29));
    decipher.setAAD(bind(owner, cell));
    decipher.setAuthTag(sealed.subarray(29, HEAD));
    return Buffer.concat([decipher.update(sealed.subarray(HEAD)), decipher.final()]).toString('utf8');
  }

  /**
   * For exact search: texts that count as the same (`searchKey`) give equal bytes under one key. Returns several values while an
   * owner's key is rotated (two keys) or search values are recomputed (two versions for each key).
   */
  async searches(tx: Asking, owner: KeyOwner, text: string): Promise<Buffer[]> {
    const rows = await keysOf(tx, owner);
    return rows.map((row) => this.unwrap(row.id, row.wrapped)).flatMap((key) => [searchOf(key, text), firstSearchOf(key, text)]);
  }

  /** A message authentication code under the owner's current key; `text` gets the key's id, so that the code covers it. */
  async mac(tx: Asking, owner: KeyOwner, text: (key: string) => string): Promise<{ key: string; mac: Buffer }> {
    const key = await this.liveKey(tx, owner);
    return { key: key.id, mac: createHmac('sha256', key.audit).update(text(key.id)).digest() };
  }

  /** The code of a text under one key of the owner; null where that key is gone or belongs to somebody else. */
  async macOf(tx: Asking, owner: KeyOwner, key: string, text: string): Promise<Buffer | null> {
    try {
      return createHmac('sha256', (await this.keyById(tx, owner, key)).audit)
        .update(text)
        .digest();
    } catch (error) {
      if (error instanceof KeyGone) return null;
      throw error;
    }
  }

  /** Retires the owner's key and makes a new one. Call `forget` once the transaction stands. Null where there is no key yet. */
  async rotate(tx: Asking, owner: KeyOwner): Promise<{ retired: string } | null> {
    const now = this.clock.now();
    const retired = await retireKey(tx, owner, now);
    if (retired === undefined) return null;
    const id = randomUUID();
    await addKey(tx, { id, owner, wrapped: wrapWith(this.master, id, randomBytes(32)), now });
    return { retired };
  }

  /** What is kept in memory of an owner's keys: after a rotation, and after an old key was removed. */
  forget(owner: KeyOwner, removed?: string): void {
    this.live.delete(nameOf(owner));
    if (removed !== undefined) this.keys.delete(removed);
  }

  /** A wrapped key under another master secret; null where it is under that one already. */
  rewrapped(id: string, wrapped: Buffer, master: string): Buffer | null {
    const next = masterOf(master);
    if (opened(next, id, wrapped)) return null;
    return wrapWith(next, id, this.unwrap(id, wrapped).seals.export());
  }

  private async liveKey(tx: Asking, owner: KeyOwner): Promise<Key> {
    const own = this.made.get(tx)?.get(nameOf(owner));
    if (own) return own;
    const known = this.live.get(nameOf(owner));
    const now = this.clock.now().getTime();
    if (!known || known.until <= now || known.until - now > LIVE_MS) return this.loadOrMake(tx, owner);
    return this.keyById(tx, owner, known.id);
  }

  private async loadOrMake(tx: Asking, owner: KeyOwner): Promise<Key> {
    const there = await currentKey(tx, owner);
    if (there) return this.remember(owner, this.unwrap(there.id, there.wrapped));
    const id = randomUUID();
    await addFirstKey(tx, { id, owner, wrapped: wrapWith(this.master, id, randomBytes(32)), now: this.clock.now() });
    const row = await currentKey(tx, owner);
    if (!row) throw new Error('the key cannot be seen from here');
    const key = this.unwrap(row.id, row.wrapped);
    if (row.id !== id) return this.remember(owner, key);
    this.made.set(tx, (this.made.get(tx) ?? new Map<string, Key>()).set(nameOf(owner), key));
    return key;
  }

  private async keyById(tx: Asking, owner: KeyOwner, id: string): Promise<Key> {
    const own = this.made.get(tx)?.get(nameOf(owner));
    const known = own?.id === id ? own : this.keys.get(id);
    if (known) return known;
    const row = await storedKey(tx, id);
    if (!row || row.kind !== owner.kind || row.owner !== owner.id) throw new KeyGone();
    const key = this.unwrap(id, row.wrapped);
    if (row.live) this.remember(owner, key);
    else this.keys.set(id, key);
    return key;
  }

  private remember(owner: KeyOwner, key: Key): Key {
    this.keys.set(key.id, key);
    this.live.set(nameOf(owner), { id: key.id, until: this.clock.now().getTime() + LIVE_MS });
    return key;
  }

  private unwrap(id: string, wrapped: Buffer): Key {
    const bytes = opened(this.master, id, wrapped);
    if (!bytes) throw new Error('LOTSE_KEY does not fit this database: its keys were wrapped with another one.');
    return { id, seals: createSecretKey(bytes), search: derived(bytes, 'search'), audit: derived(bytes, 'audit') };
  }
}

function masterOf(secret: string): KeyObject {
  return derived(secret, 'key-ring');
}

function derived(secret: string | Buffer, purpose: string): KeyObject {
  return createSecretKey(Buffer.from(hkdfSync('sha256', secret, 'lotse', purpose, 32)));
}

function wrapWith(master: KeyObject, id: string, bytes: Buffer): Buffer {
  const nonce = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', master, nonce);
  cipher.setAAD(Buffer.from(id));
  return Buffer.concat([nonce, cipher.update(bytes), cipher.final(), cipher.getAuthTag()]);
}

/** The key's bytes; null when it was wrapped with another secret or changed. */
function opened(master: KeyObject, id: string, wrapped: Buffer): Buffer | null {
  const decipher = createDecipheriv('aes-256-gcm', master, wrapped.subarray(0, 12));
  decipher.setAAD(Buffer.from(id));
  decipher.setAuthTag(wrapped.subarray(-16));
  const start = decipher.update(wrapped.subarray(12, -16));
  try {
    return Buffer.concat([start, decipher.final()]);
  } catch {
    return null; // decryption fails for one reason only: another secret, or other bytes
  }
}

function shut(key: Key, owner: KeyOwner, cell: SealedCell, text: string): Buffer {
  const nonce = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', key.seals, nonce);
  cipher.setAAD(bind(owner, cell));
  const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
  return Buffer.concat([Buffer.from([VERSION]), Buffer.from(key.id.replaceAll('-', ''), 'hex'), nonce, cipher.getAuthTag(), body]);
}

function searchOf(key: Key, text: string): Buffer {
  return Buffer.concat([Buffer.from([SEARCH_FOLD]), createHmac('sha256', key.search).update(searchKey(text)).digest()]);
}

/** Search values of an earlier version, without the leading version byte. They are recomputed (`SearchAnew`); until then both are searched for. */
function firstSearchOf(key: Key, text: string): Buffer {
  return createHmac('sha256', key.search).update(text.trim().normalize('NFC').toLocaleLowerCase('de')).digest();
}

function nameOf(owner: KeyOwner): string {
  return `${owner.kind} ${owner.id}`;
}

function bind(owner: KeyOwner, cell: SealedCell): Buffer {
  return Buffer.from(JSON.stringify([owner.kind, owner.id, cell.table, cell.row, cell.column]));
}

function toUuid(bytes: Buffer): string {
  const hex = bytes.toString('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}
