/** Rooms with running hours, and people with bearers, made through the server's routes; the plan goes to a file. */
import { randomUUID } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { startDemoLms } from '../../dist/apps/demo-lms/index.js';
import { DemoVisitor } from '../../dist/apps/server/demo-visitor.js';
import { start } from '../../dist/apps/server/start.js';
import { Clock, Db, Log, readSettings } from '../../dist/libs/base/index.js';
import { PlatformsService } from '../../dist/libs/lti/index.js';
import { prepareRooms } from '../../test/chaos/prepare-rooms.mjs';

const [file, lmsPort, rooms, people] = [process.argv[2], ...process.argv.slice(3).map(Number)];
const usernames = Array.from({ length: people }, (_, i) => `p${i}`);
const SITE = {
  key: 'bench',
  name: 'Bench',
  host: '127.0.0.1',
  courses: [{ key: 'course', label: 'BENCH', title: 'Bench', links: [{ key: 'unit', title: 'Unit', custom: { unit: 'wiso-probezeit-kuendigung' } }] }],
  people: usernames.map((username, i) => ({ username, givenName: `V${i}`, familyName: `N${i}`, courses: { course: i === 0 ? 'teacher' : 'student' } })),
};
const lms = await startDemoLms({ clock: new Clock(), toolUrl: process.env.LOTSE_URL, port: lmsPort, sites: [SITE] });
const use = { start, DemoVisitor, Db, PlatformsService, readSettings, Log };
const made = await prepareRooms(use, process.env, { site: lms.sites[0], tenant: randomUUID(), usernames, rooms });
writeFileSync(file, JSON.stringify(made));
process.send({ rooms: made.meetings.length });
process.exit(0);
