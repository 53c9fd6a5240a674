import { randomBytes } from 'node:crypto';
import { closeSync, existsSync, fsyncSync, mkdirSync, openSync, readFileSync, writeSync } from 'node:fs';

/** LOTSE_KEY, or with the embedded database a key that is made once and stands beside it, readable by its owner only. */
export function masterKey(settings: { key: string | undefined; dataDir: string }): string {
  if (settings.key) return settings.key;
  const file = `${settings.dataDir}/key`;
  if (existsSync(file)) return readFileSync(file, 'utf8').trim();
  mkdirSync(settings.dataDir, { recursive: true });
  const key = randomBytes(32).toString('base64');
  const fd = openSync(file, 'wx', 0o600);
  writeSync(fd, `${key}\n`);
  fsyncSync(fd);
  closeSync(fd);
  return key;
}
