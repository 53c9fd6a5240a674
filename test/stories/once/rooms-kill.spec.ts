import { expect, test } from '@jest/globals';
import { Db, Log, readSettings } from '#lotse/base';
import * as contract from '#lotse/contract';
import { PlatformsService } from '#lotse/lti';
import { startDemoLms } from '../../../apps/demo-lms/index.js';
import { DemoVisitor } from '../../../apps/server/demo-visitor.js';
import { start } from '../../../apps/server/start.js';
import { prepareRooms } from '../../chaos/prepare-rooms.mjs';
import { roomRounds, type RoomParts } from '../../chaos/room-rounds.mjs';
import { freshStorage } from '../../world/test-database.js';

const use = { start, DemoVisitor, Db, PlatformsService, readSettings, Log, webDir: `${process.cwd()}/dist/web` };
const parts: RoomParts = { startDemoLms, contract, prepare: (env, world) => prepareRooms(use, env, world) };

test('the server is ended three times in the middle of thirty hours: everybody comes back to the same hour, and nothing they were told is lost', async () => {
  const storage = await freshStorage();
  const report = await roomRounds(parts, { storage, rounds: 3, rooms: 30, people: 10, paceMs: 4_000, shareBack: 0 });
  await storage.remove();
  expect(report.findings).toEqual([]);
  expect(report.sockets).toBe(300);
  expect(report.acknowledged).toBeGreaterThan(300);
  expect(report.edits).toBeGreaterThan(10);
}, 900_000);
