import { afterAll, beforeAll, expect, test } from '@jest/globals';
import * as c from '#lotse/contract';
import { asOwner } from '../../world/as-owner.js';
import { everythingHeld, tablesWith } from '../../world/everything-held.js';
import { personIn, type LiveVisitor } from '../../world/live-visitor.js';
import { freePort } from '../../world/ports.js';
import { Program } from '../../world/program.js';
import { ReportWorld } from '../../world/report-world.js';
import type { Visitor } from '../../world/visitor.js';

/** The hour runs at one server; at another one somebody who took part in it is erased. */
const SAID = 'Kanarienzeile';
let world: ReportWorld;
let karin: Visitor;
let finn: Visitor;
let finnId = '';
let url = '';
let meetingId = '';
const live: LiveVisitor[] = [];

const come = async (who: Visitor) => {
  who.at = url;
  const one = await personIn(world.server, who, () => meetingId).join(url);
  live.push(one);
  return one;
};

beforeAll(async () => {
  world = await ReportWorld.open(new Date(Date.now() - 30 * 60_000)); // each who signs in takes a minute
  await world.admin();
  world.wiebke.tenantId = world.tenantId;
  karin = await world.trainee('karin.thomsen');
  finn = await world.trainee('finn.luehrs');
  finnId = await world.personOf(finn);
  world.server.clock.set(new Date());
  const port = await freePort(['127.0.0.1', '::1']);
  // a server with an address of its own refuses data of the demo as long as an account has its published password
  await asOwner(world.server, (query) => query('update account set password_hash = null'));
  const { databaseUrl = '', key = '', url: own, dataDir } = world.server.settings;
  const other = new Program('main', { DATABASE_URL: databaseUrl, LOTSE_KEY: key, LOTSE_URL: own, PORT: String(port), LOTSE_DATA: dataDir });
  await other.ready();
  url = `http://localhost:${port}`;
}, 240_000);
afterAll(async () => {
  for (const one of live) one.leave();
  await Program.endAll();
  await world?.server.stop();
});

const snapshotSeq = async () => {
  const [row] = await world.server.db.job(world.tenantId, (tx) =>
    tx.query<{ seq: number }[]>('select seq from meeting_snapshot where meeting = $1', [meetingId]),
  );
  return row?.seq ?? 0;
};
/** Two hands go up and down until so many events are stored. */
async function goOn(tutor: LiveVisitor, until: number): Promise<void> {
  while (tutor.state.seq < until) {
    await tutor.say(c.raiseHand, {});
    await tutor.say(c.lowerHand);
    await new Promise((resolve) => setTimeout(resolve, 210)); // ten messages a second are taken
  }
}

test('what was said stands in the log and in a snapshot of the other server', async () => {
  const at = { enrolmentId: karin.enrolmentId };
  const { roomId } = await karin.call(c.addRoom, at, { title: 'Raum', placeLabel: null, media: 'none', link: null });
  meetingId = (await karin.call(c.startMeeting, { ...at, roomId }, {})).meetingId;
  const tutor = await come(karin);
  await (await come(finn)).say(c.postChat, { text: SAID, to: 'all' });
  await goOn(tutor, 60);
  for (const end = performance.now() + 10_000; (await snapshotSeq()) < 50;) if (performance.now() > end) throw new Error('no snapshot');
  expect(tablesWith(await everythingHeld(world.server), SAID).sort()).toEqual(['meeting_event', 'meeting_snapshot']);
}, 60_000);

test('after the erasure the other server keeps nothing of it, and shows nothing of it to whoever comes', async () => {
  live.pop()?.leave();
  expect((await world.wiebke.to(c.erasePerson, { name: 'Finn Lührs' }, { personId: finnId })).status).toBe(200);
  expect(tablesWith(await everythingHeld(world.server), SAID)).toEqual([]);
  const [tutor] = live as [LiveVisitor];
  await goOn(tutor, 110); // it wants to keep a snapshot again, and finds out
  await goOn(tutor, 160);
  for (const end = performance.now() + 10_000; (await snapshotSeq()) < 150;) if (performance.now() > end) throw new Error('no snapshot');
  expect(tablesWith(await everythingHeld(world.server), SAID)).toEqual([]);
  const again = await personIn(world.server, karin, () => meetingId).join(url, { lastSeq: 0 });
  live.push(again);
  expect(again.welcomes[0]?.kind).toBe('replay');
  expect(JSON.stringify(again.welcomes)).not.toContain(SAID);
}, 60_000);
