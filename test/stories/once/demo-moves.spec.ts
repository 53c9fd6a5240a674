import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { RosterPage } from '#lotse/contract';
import { startForTest, type TestServer } from '../../world/harness.js';
import { freePort } from '../../world/ports.js';
import { Visitor } from '../../world/visitor.js';

let server: TestServer;
beforeAll(async () => {
  server = await startForTest();
}, 180_000);
afterAll(() => server?.stop());

/** Name, and what was done in the first unit, of everybody in the course. */
async function course(site: string, teacher: string): Promise<unknown[]> {
  const visitor = await new Visitor(server, site).launch(teacher, 'probezeit');
  const { body } = await visitor.ask('GET', `/api/courses/${visitor.enrolmentId}/people?sort=name`);
  const { rows } = body as unknown as RosterPage;
  return rows.map((row) => [row.name, row.cells.map((cell) => [cell.done, cell.grade])]);
}

test('the demo LMS on another port is the same LMS: its people and what they have done are still there', async () => {
  const before = [await course('lernwerk', 'karin.thomsen'), await course('bbs', 'sabine.krueger')];
  expect(before[0]?.length).toBeGreaterThan(8);
  const port = await freePort(['127.0.0.1', '127.0.0.2']);
  await server.restart({ demoLmsPort: port, insecureLms: [`http://127.0.0.1:${port}`, `http://127.0.0.2:${port}`] });
  expect(server.site('lernwerk').issuer).toContain(`:${port}`);
  expect([await course('lernwerk', 'karin.thomsen'), await course('bbs', 'sabine.krueger')]).toEqual(before);
  await server.restart();
  expect([await course('lernwerk', 'karin.thomsen'), await course('bbs', 'sabine.krueger')]).toEqual(before);
}, 180_000);
