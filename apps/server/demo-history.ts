import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { Audit, Db, SETTINGS, type Settings } from '#lotse/base';
import type { RunView } from '#lotse/contract';
import type { DemoSite } from '../demo-lms/index.js';
import type { DemoClock } from './demo-clock.js';
import { isPlayed } from './demo.queries.js';
import { exercisesOf, type Past } from './demo-answers.js';
import { openDemoAccounts } from './demo-accounts.js';
import { grantTutor, seedOffice } from './demo-office.js';
import { seedLessons } from './demo-lessons.js';
import { seedReports } from './demo-reports.js';
import { playExam } from './demo-exam.js';
import { playTexts } from './demo-texts.js';
import { DemoVisitor } from './demo-visitor.js';
import { stableId } from './stable-id.js';

const DAY_MS = 24 * 3600 * 1000;
/** How long somebody takes for a task. */
const TASK_MS = 50_000;

const PROBEZEIT = { link: 'probezeit', unit: 'wiso-probezeit-kuendigung' };
const OPERATOREN = { link: 'operatoren', unit: 'deutsch-operatoren' };
export const PAST: Record<string, Past[]> = {
  lernwerk: [
    { person: 'lea.brandt', daysAgo: 16, ...PROBEZEIT, tries: 'rrwrrrrrwrrr' },
    { person: 'lea.brandt', daysAgo: 12, ...OPERATOREN, tries: 'rrrrwrrrrrrr' },
    { person: 'mehmet.yildiz', daysAgo: 9, ...PROBEZEIT, tries: 'rwr' },
    { person: 'blessing.okafor', daysAgo: 6, ...OPERATOREN, tries: 'rwrrWrrwrrrr' },
    { person: 'jonas.petersen', daysAgo: 4, ...PROBEZEIT, tries: 'rrrwrrrrrWrr' },
    { person: 'tariq.rahimi', daysAgo: 3, ...PROBEZEIT, tries: 'wrrrwr' },
    { person: 'olha.kovalenko', daysAgo: 2, ...PROBEZEIT, tries: 'rrwWw' },
    { person: 'amira.haddad', daysAgo: 1, ...PROBEZEIT, tries: 'rrwrr' },
    { person: 'mai.nguyen', daysAgo: 1, ...OPERATOREN, tries: '' },
  ],
  bbs: [
    { person: 'marie.lindner', daysAgo: 5, ...PROBEZEIT, tries: 'rrrrrwrrrrrr' },
    { person: 'dawit.tesfaye', daysAgo: 2, ...PROBEZEIT, tries: 'rwrrw' },
    { person: 'ben.schroeder', daysAgo: 2, ...PROBEZEIT, tries: 'wWw' },
  ],
};

/**
 * Three months of three people, for somebody who looks around: Lea is near her exam, Blessing is learning German as she
 * goes, Tariq came twice, was ill, and came back.
 */
export const MONTHS: Record<string, Past[]> = {
  lernwerk: [
    { person: 'lea.brandt', daysAgo: 89, ...PROBEZEIT, tries: 'rwwrwrWrrwrw' },
    { person: 'lea.brandt', daysAgo: 82, ...OPERATOREN, tries: 'wrwrrWrwrrwr' },
    { person: 'lea.brandt', daysAgo: 68, ...PROBEZEIT, tries: 'rrwrrrwrrrrw' },
    { person: 'lea.brandt', daysAgo: 61, ...OPERATOREN, tries: 'rrrrwrrwrrrr' },
    { person: 'lea.brandt', daysAgo: 47, ...PROBEZEIT, tries: 'rrrrrrwrrrrr' },
    { person: 'lea.brandt', daysAgo: 33, ...OPERATOREN, tries: 'rrrrrrrwrrrr' },
    { person: 'lea.brandt', daysAgo: 24, ...PROBEZEIT, tries: 'rrrrrrrrrrwr' },
    { person: 'blessing.okafor', daysAgo: 109, ...PROBEZEIT, tries: 'wWr' },
    { person: 'blessing.okafor', daysAgo: 96, ...PROBEZEIT, tries: '...wrWw' },
    { person: 'blessing.okafor', daysAgo: 86, ...OPERATOREN, tries: 'WWw' },
    { person: 'blessing.okafor', daysAgo: 79, ...OPERATOREN, tries: '...WwWr' },
    { person: 'blessing.okafor', daysAgo: 65, ...OPERATOREN, tries: '.......wWrww' },
    { person: 'blessing.okafor', daysAgo: 51, ...OPERATOREN, tries: 'wWrwwrWrwrwr' },
    { person: 'blessing.okafor', daysAgo: 38, ...PROBEZEIT, tries: 'wWwr' },
    { person: 'blessing.okafor', daysAgo: 30, ...PROBEZEIT, tries: '....wrWrwwrr' },
    { person: 'blessing.okafor', daysAgo: 17, ...OPERATOREN, tries: 'rwrwrrWrrwrr' },
    { person: 'tariq.rahimi', daysAgo: 87, ...PROBEZEIT, tries: 'rrwr' },
    { person: 'tariq.rahimi', daysAgo: 84, ...PROBEZEIT, tries: '....rwrrwrrr' },
    { person: 'tariq.rahimi', daysAgo: 26, ...OPERATOREN, tries: 'wrw' },
  ],
};

/** Plays what happened before, each visit at its time, through the server's own routes. What was played before is not played again. */
export async function playHistory(app: NestFastifyApplication, clock: DemoClock, site: DemoSite, tenant: string): Promise<void> {
  if (await app.get(Db).job(tenant, isPlayed)) return;
  // tests need the last weeks only
  const months = app.get<Settings>(SETTINGS).demo ? (MONTHS[site.key] ?? []) : [];
  const visits = [...months, ...(PAST[site.key] ?? [])].sort((a, b) => b.daysAgo - a.daysAgo);
  for (const visit of visits) {
    const at = new Date(clock.now().getTime() - visit.daysAgo * DAY_MS);
    await clock.during(at, () => playVisit(app, clock, site, visit));
  }
  if (months.length > 0) await playExam(app, clock, site);
  await staff(app, clock, site, tenant, months.length > 0 ? () => playTexts(app, clock, site) : null);
}

async function playVisit(app: NestFastifyApplication, clock: DemoClock, site: DemoSite, visit: Past): Promise<void> {
  const began = clock.now().getTime();
  const visitor = new DemoVisitor(app, app.get<Settings>(SETTINGS), site);
  await visitor.launch(visit.person, visit.link);
  if (!visit.tries) return;
  const run = (await visitor.call('POST', '/api/runs', { enrolmentId: visitor.enrolmentId, unitId: visit.unit, again: true })) as RunView;
  // the entry tasks are right at once, so that nobody needs the examples
  const entry = run.tasks.filter(({ section }) => section === 'entry');
  const tasks = [...entry, ...run.tasks.filter(({ section }) => section === 'block' || section === 'mixed')];
  const exercises = await exercisesOf(app, site, { ...run, tasks });
  for (const [i, letter] of [...'r'.repeat(entry.length), ...visit.tries].entries()) {
    const known = exercises[i];
    if (!known || letter === '.' || tasks[i]?.closed) continue;
    const tries = letter === 'r' ? [true] : letter === 'w' ? [false, true] : [false, false];
    const items = tries.map((right, t) => ({
      answerId: stableId(`${site.key} ${visit.person} ${visit.unit} ${visit.daysAgo} ${i} ${t}`),
      runId: run.runId,
      exerciseId: known.exercise.id,
      try: t + 1,
      aids: [],
      response: right ? known.right : known.wrong,
      device: 'demo',
      sequence: i * 2 + t,
      clientTime: new Date(0).toISOString(),
    }));
    const at = new Date(began + (i + 1) * TASK_MS);
    for (const item of items) await clock.during(at, () => visitor.call('POST', '/api/answers', { items: [item] }));
  }
}

/** The staff come once; then what the office keeps, and the mark that all was played. */
async function staff(app: NestFastifyApplication, clock: DemoClock, site: DemoSite, tenant: string, then: (() => Promise<void>) | null): Promise<void> {
  const visitor = new DemoVisitor(app, app.get<Settings>(SETTINGS), site);
  await visitor.launch(site.key === 'lernwerk' ? 'karin.thomsen' : 'sabine.krueger', 'probezeit');
  if (site.key === 'lernwerk') {
    const now = clock.now();
    await clock.during(new Date(now.getTime() - 130 * DAY_MS), () => grantTutor(app, site, tenant));
    // they worked here before the first report was released
    await clock.during(new Date(now.getTime() - 130 * DAY_MS), () => openDemoAccounts(app, tenant, now));
    await seedOffice(app, now, site, tenant);
    if (app.get<Settings>(SETTINGS).demo) await seedLessons(app, clock, site, tenant);
    await seedReports(app, clock, tenant);
  }
  await then?.();
  await app.get(Db).job(tenant, (tx) => app.get(Audit).write(tx, { tenant, actor: null, event: 'demo.seeded' }));
}
