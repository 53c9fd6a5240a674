import { expect, test } from '@jest/globals';
import { Db, Log, readSettings } from '#lotse/base';
import { GradePassback, PlatformsService } from '#lotse/lti';
import { startDemoLms } from '../../../apps/demo-lms/index.js';
import { start } from '../../../apps/server/start.js';
import { killRounds, type Parts } from '../../chaos/kill-rounds.mjs';
import { freshStorage } from '../../world/test-database.js';

const parts: Parts = {
  startDemoLms,
  openServer: async (env, clock) => {
    const started = await start(readSettings(env), { clock, log: new Log('silent'), timers: false, webDir: `${process.cwd()}/dist/web` });
    const { app } = started;
    return { db: app.get(Db), passback: app.get(GradePassback), platforms: app.get(PlatformsService), close: () => started.close() };
  },
};

test('the server is killed three times while thirty trainees answer: what was acknowledged is there once, and so it stands in the gradebook', async () => {
  const storage = await freshStorage();
  const report = await killRounds(parts, { storage, rounds: 3, trainees: 30 });
  await storage.remove();
  expect(report.findings).toEqual([]);
  // the rounds did what they are for
  expect(report.acknowledged).toBeGreaterThan(100);
  expect(report.resent).toBeGreaterThan(0);
  expect(report.grades).toBeGreaterThan(0);
}, 300_000);
