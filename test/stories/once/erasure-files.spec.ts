import { readdirSync, readFileSync, statSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { Erasures } from '#lotse/people';
import { startForTest, type TestServer } from '../../world/harness.js';
import { Visitor } from '../../world/visitor.js';

let server: TestServer;
beforeAll(async () => {
  server = await startForTest({ database: 'embedded' });
}, 240_000);
afterAll(() => server?.stop());

/** Every file of the data folder in which one of these bytes stands. */
function filesWith(needles: readonly Buffer[]): string[] {
  const dir = server.settings.dataDir;
  const files = readdirSync(dir, { recursive: true, encoding: 'utf8' }).filter((name) => statSync(`${dir}/${name}`).isFile());
  return files.filter((name) => {
    const bytes = readFileSync(`${dir}/${name}`);
    return needles.some((needle) => bytes.includes(needle));
  });
}
const uuid = (text: string) => Buffer.from(text.replaceAll('-', ''), 'hex');

test('what was erased stands in no file of the embedded database any more, while the server goes on', async () => {
  const amira = await new Visitor(server, 'lernwerk').launch('amira.haddad', 'probezeit');
  const [tenant] = await server.db.gate('seed', (tx) => tx.query<{ id: string }[]>(`select id from tenant where name = $1`, [server.site('lernwerk').name]));
  const held = await server.db.job(tenant?.id ?? '', async (tx) => {
    const [row] = await tx.query<{ person: string; id: string; name: Buffer }[]>(
      `select i.person, i.id, i.name from identity i join enrolment e on e.tenant = i.tenant and e.person = i.person where e.id = $1`,
      [amira.enrolmentId],
    );
    const answers = await tx.query<{ id: string }[]>(`select id from answer where person = $1`, [row?.person]);
    return { person: row?.person ?? '', needles: [uuid(row?.id ?? ''), row?.name ?? Buffer.alloc(0), ...answers.map((one) => uuid(one.id))] };
  });
  expect(held.needles.length).toBeGreaterThan(4);
  expect(filesWith(held.needles).length).toBeGreaterThan(1);
  await server.started.app.get(Erasures).person({ tenant: tenant?.id ?? '', by: null, because: 'request' }, held.person);
  expect(filesWith(held.needles)).toEqual([]);
  await new Visitor(server, 'lernwerk').launch('jonas.petersen', 'probezeit');
}, 120_000);
