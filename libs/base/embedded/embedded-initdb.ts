/**
 * Makes a new embedded database folder. Runs in a child process, because making it costs about 700 MB of
 * memory that a process never gives back. Only erasable syntax: Node runs this file as it stands in tests.
 */
import { PGlite } from '@electric-sql/pglite';

const dir = process.argv[2];
if (!dir) throw new Error('usage: embedded-initdb <folder>');
const db = await PGlite.create({ dataDir: dir });
await db.close();
process.exit(0);
