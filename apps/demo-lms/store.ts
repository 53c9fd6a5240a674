/** Keeps the sites in one JSON file: written beside, fsynced, renamed, folder fsynced. */
import { open, readFile, rename } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { SiteState } from './model.js';

interface Stored {
  version: 1;
  sites: Record<string, SiteState>;
}

export class StateStore {
  readonly sites: Record<string, SiteState>;
  private readonly file: string | undefined;
  private running: Promise<void> = Promise.resolve();
  private next: Promise<void> | null = null;

  private constructor(file: string | undefined, sites: Record<string, SiteState>) {
    this.file = file;
    this.sites = sites;
  }

  static async load(file: string | undefined): Promise<StateStore> {
    if (!file) return new StateStore(undefined, {});
    let text: string;
    try {
      text = await readFile(file, 'utf8');
    } catch (cause) {
      if ((cause as NodeJS.ErrnoException).code === 'ENOENT') return new StateStore(file, {});
      throw cause;
    }
    try {
      const stored = JSON.parse(text) as Stored;
      return new StateStore(file, stored.sites);
    } catch (cause) {
      throw new Error(`The demo LMS cannot read its state in ${file}; move the file away to begin anew.`, { cause });
    }
  }

  /** Resolves once everything changed before the call is on the disk; calls meanwhile share one write. */
  async save(): Promise<void> {
    const file = this.file;
    if (!file) return;
    const begin = (): Promise<void> => {
      this.next = null;
      this.running = this.write(file);
      return this.running;
    };
    this.next ??= this.running.then(begin, begin);
    await this.next;
  }

  private async write(file: string): Promise<void> {
    const stored: Stored = { version: 1, sites: this.sites };
    const beside = `${file}.tmp`;
    const handle = await open(beside, 'w', 0o600);
    try {
      await handle.writeFile(JSON.stringify(stored));
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(beside, file);
    const folder = await open(dirname(file), 'r');
    try {
      await folder.sync();
    } finally {
      await folder.close();
    }
  }
}
