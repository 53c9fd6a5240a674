import { spawnSync } from 'node:child_process';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { linesOf } from '#lotse/people';
import { erasePerson } from '#lotse/contract';
import { PeopleService } from '#lotse/people';
import { AccountWorld } from '../../world/account-visitor.js';
import { everythingHeld, keepBackup, restoreBackup, tablesWith } from '../../world/everything-held.js';
import { startForTest, type TestServer } from '../../world/harness.js';
import { bareEnv } from '../../world/program.js';

let server: TestServer;
let world: AccountWorld;
beforeAll(async () => {
  server = await startForTest({ demo: false, now: new Date('2026-11-22T09:00:00Z') });
  world = await AccountWorld.open(server);
}, 180_000);
afterAll(() => server?.stop());

/** As somebody at a terminal types it. */
function run(what: string, dataDir: string, input = ''): { code: number | null; out: string; said: string } {
  const { settings } = server;
  const env = { ...bareEnv(), LOTSE_URL: settings.url, LOTSE_KEY: settings.key, LOTSE_DATA: dataDir, DATABASE_URL: settings.databaseUrl };
  const done = spawnSync(process.execPath, ['dist/apps/server/commands/erasures.js', what], { env, input, encoding: 'utf8' });
  return { code: done.status, out: done.stdout, said: done.stderr };
}

test('the list is written out and replayed against a restored database whose own list is lost; a second time there is nothing to do', async () => {
  const { wiebke } = world;
  const person = await server.db.job(wiebke.tenantId, async (tx) => {
    const who = { tenant: wiebke.tenantId, issuer: 'https://moodle.example', sub: 'kanarie-4711', name: 'Kanarie Vogel' };
    return (await server.started.app.get(PeopleService).recognise(tx, who)).person;
  });
  await keepBackup(server);
  await wiebke.must(erasePerson, { name: 'Kanarie Vogel' }, { personId: person });
  const { dataDir } = server.settings;
  await server
    .whileStopped(() => {
      const listed = run('list', dataDir);
      expect([listed.code, linesOf(listed.out).map((line) => line.person)]).toEqual([0, [person]]);
      expect(run('forget', dataDir).said).toContain('usage: npm run erasures');
      return Promise.resolve(listed.out);
    })
    .then(async (list) => {
      await restoreBackup(server);
      expect(tablesWith(await everythingHeld(server), 'Kanarie Vogel')).toEqual(['identity']);
      await server.whileStopped(() => {
        expect(run('replay', dataDir, list).out).toContain('1 of 1 lines were erased again');
        expect(run('replay', dataDir, list).out).toContain('0 of 1 lines were erased again');
        return Promise.resolve();
      });
    });
  expect(tablesWith(await everythingHeld(server), 'Kanarie Vogel')).toEqual([]);
});
