import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { describe, expect, it } from '@jest/globals';
import { readSettings } from '#lotse/base';

const DEPLOY = 'docs/deploy';
const read = (file: string) => readFileSync(file, 'utf8');
const install = read('docs/install.md');
const operate = read('docs/operate.md');

describe('docs/install.md', () => {
  it('leads to each file of docs/deploy, and to none that is not there', () => {
    const named = [...`${install}\n${operate}`.matchAll(/\(deploy\/([\w.-]+)\)/g)].map(([, file]) => file ?? '');
    expect([...new Set(named)].sort()).toEqual(readdirSync(DEPLOY).sort());
  });

  it('the environment file is taken as it is, and names what a real installation needs', () => {
    const lines = read(`${DEPLOY}/lotse.env`).split('\n');
    const env = Object.fromEntries(lines.filter((line) => /^[A-Z]/.test(line)).map((line) => line.split(/=(.*)/).slice(0, 2) as [string, string]));
    const settings = readSettings({ ...env, LOTSE_KEY: 'x'.repeat(44) });
    expect(settings).toMatchObject({ url: 'https://lotse.example.org', demo: false, dataDir: '/var/lib/lotse' });
  });

  // where there is no systemd, what would be verified is at least what is started and stopped
  it('systemd takes the units', () => {
    const dir = mkdtempSync(`${tmpdir()}/lotse-units-`);
    const units = readdirSync(DEPLOY).filter((file) => /\.(service|timer)$/.test(file));
    for (const file of units) copyFileSync(`${DEPLOY}/${file}`, `${dir}/${file}`);
    // programs that are not on this machine say nothing about the unit
    for (const file of units) writeFileSync(`${dir}/${file}`, read(`${dir}/${file}`).replace(/^ExecStart=\S+/gm, `ExecStart=${process.execPath}`));
    const verified = spawnSync('systemd-analyze', ['verify', ...units.map((file) => `${dir}/${file}`)], { encoding: 'utf8' });
    rmSync(dir, { recursive: true });
    if (!verified.error) expect([verified.status, verified.stderr.split('\n').filter((line) => line.includes(dir))]).toEqual([0, []]);
    const service = read(`${DEPLOY}/lotse.service`);
    const exec = /^ExecStart=\/opt\/lotse\/(\S+) --enable-source-maps (\S+)$/m.exec(service);
    expect([exec?.[1], exec?.[2]]).toEqual(['node_modules/.bin/node', 'dist/apps/server/main.js']);
    expect(read('package.json')).toContain(`"start": "node --enable-source-maps ${exec?.[2]}"`);
  });

  it('backup and restore use the same files, the key ring apart from the data', () => {
    const backup = read(`${DEPLOY}/lotse-backup.service`);
    const files = [...backup.matchAll(/--file=(\S+)/g)].map(([, file]) => file ?? '');
    expect(files).toHaveLength(2);
    expect(new Set(files.map((file) => file.replace(/\/[^/]+$/, ''))).size).toBe(2);
    for (const file of files) expect(operate).toContain(`pg_restore --dbname=lotse ${file}`);
    expect(backup).toMatch(/--exclude-table-data=key_ring/);
  });

  it.each(['nginx.conf', 'apache.conf'])('%s passes host and address on, lets WebSocket through, and buffers nothing', (file) => {
    const text = read(`${DEPLOY}/${file}`);
    expect(text).toMatch(/127\.0\.0\.1:3000/);
    expect(text).toMatch(/Host \$host|ProxyPreserveHost On/);
    expect(text).toMatch(/X-Forwarded-For \$remote_addr|unset X-Forwarded-For/);
    expect(text).toMatch(/Upgrade \$http_upgrade|upgrade=websocket/);
    expect(text).toMatch(/proxy_buffering off|flushpackets=on/);
    expect(text).not.toMatch(/^\s*(add_header|Header set) X-Frame-Options/im);
  });
});
