import { closeSync, constants, existsSync, fsyncSync, mkdirSync, openSync, readFileSync, renameSync, writeSync } from 'node:fs';

/** One line of the list: ids only. */
export interface Erasing {
  id: string;
  tenant: string;
  person: string | null;
  participations: string[];
  at: string;
  by: string | null;
  because: 'request' | 'retention';
}

const ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/**
 * What was erased, in a file beside the database, so that restoring a backup does not lose it. A line is written to disk after the
 * COMMIT of its erasure and before that is acknowledged: no line records an erasure that was rolled back, and a line that a crash
 * prevented is added from the table at the next start.
 */
export class DeletionList {
  readonly file: string;
  private writers = 0;

  constructor(private readonly folder: string) {
    this.file = `${folder}/erasures.jsonl`;
  }

  /** Opens the file for one more line, before anything is erased: where it cannot be written nothing is. */
  open(): { write(line: Erasing): void; close(): void } {
    mkdirSync(this.folder, { recursive: true });
    const isNew = !existsSync(this.file);
    const fd = openSync(this.file, constants.O_APPEND | constants.O_CREAT | constants.O_WRONLY, 0o600);
    if (isNew) syncFolder(this.folder);
    this.writers += 1;
    return {
      // a newline before it, too, so that a line cut off by a crash does not run into this one
      write: (line) => {
        writeSync(fd, `\n${JSON.stringify(line)}\n`);
        fsyncSync(fd);
      },
      close: () => {
        this.writers -= 1;
        closeSync(fd);
      },
    };
  }

  /**
   * Removes lines that have been kept long enough. While a line is about to be written nothing is removed; the next night does it. A
   * line that another server writes meanwhile is added from the table at the next start.
   */
  end(isOver: (line: Erasing) => boolean): void {
    const lines = this.read();
    const kept = lines.filter((line) => !isOver(line));
    if (this.writers > 0 || kept.length === lines.length) return;
    const fd = openSync(`${this.file}.new`, 'w', 0o600);
    try {
      writeSync(fd, kept.map((line) => `${JSON.stringify(line)}\n`).join(''));
      fsyncSync(fd);
    } finally {
      closeSync(fd);
    }
    renameSync(`${this.file}.new`, this.file);
    syncFolder(this.folder);
  }

  read(): Erasing[] {
    return existsSync(this.file) ? linesOf(readFileSync(this.file, 'utf8')) : [];
  }
}

/** The name of a new file is on the disk, too. Where a system opens no folders (Windows) it does so by itself. */
function syncFolder(folder: string): void {
  if (process.platform === 'win32') return;
  const fd = openSync(folder, constants.O_RDONLY);
  fsyncSync(fd);
  closeSync(fd);
}

/** The complete lines; others (cut off, or not ours) are skipped. */
export function linesOf(text: string): Erasing[] {
  return text.split('\n').flatMap((line) => {
    const one = parsed(line.trim());
    return one ? [one] : [];
  });
}

function parsed(line: string): Erasing | null {
  try {
    const one = JSON.parse(line || 'null') as Partial<Erasing> | null;
    const { id, tenant, person = null, participations = [], at, by = null, because } = one ?? {};
    const ids = [id, tenant, ...(person === null ? [] : [person]), ...(by === null ? [] : [by]), ...participations];
    if (!ids.every((text) => typeof text === 'string' && ID.test(text)) || !id || !tenant || Number.isNaN(Date.parse(String(at)))) return null;
    if (because !== 'request' && because !== 'retention') return null;
    return { id, tenant, person, participations, at: String(at), by, because };
  } catch {
    return null; // cut off in the middle
  }
}
