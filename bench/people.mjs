/** People who launch from a demo LMS of the bench's own into a Lotse without timers: the routes make all rows that a bench needs. */
import { startDemoLms } from '../dist/apps/demo-lms/index.js';
import { start } from '../dist/apps/server/start.js';
import { Clock, Db, readSettings } from '../dist/libs/base/index.js';
import { PlatformsService } from '../dist/libs/lti/index.js';

export const TENANT = '00000000-0000-4000-8000-00000000be4c';
export const UNIT = 'wiso-probezeit-kuendigung';
const KEY = 'a key for the bench, long enough to be taken';

const SITE = {
  key: 'bench',
  name: 'Bench',
  host: '127.0.0.1',
  courses: [{ key: 'course', label: 'BENCH', title: 'Bench', links: [{ key: 'unit', title: 'Probezeit', custom: { unit: UNIT } }] }],
};

/** Environment of our server: the same in every round, so that bearers and registrations fit. */
export function serverEnv({ port, lmsPort, databaseUrl }) {
  return {
    PORT: String(port),
    LOTSE_URL: `http://localhost:${port}`,
    LOTSE_KEY: KEY,
    DATABASE_URL: databaseUrl,
    LOTSE_INSECURE_LMS: `http://127.0.0.1:${lmsPort}`,
  };
}

export function openLms({ port, lmsPort, people }) {
  const persons = Array.from({ length: people }, (_, i) => ({
    username: `p${i}`,
    givenName: `Vorname${i}`,
    familyName: `Nachname${i}`,
    courses: { course: 'student' },
  }));
  return startDemoLms({ clock: new Clock(), toolUrl: `http://localhost:${port}`, port: lmsPort, sites: [{ ...SITE, people: persons }] });
}

/** Our whole server in this process, with the bench's site registered; grades are owed but not sent. */
export async function openServer() {
  const settings = readSettings(process.env);
  const started = await start(settings, { timers: false });
  return { started, settings };
}

export async function register(started, site) {
  const { app } = started;
  await app
    .get(Db)
    .gate('seed', (tx) => tx.query(`insert into tenant (id, kind, name, locale, created_at) values ($1, 'provider', 'Bench', 'de', now())`, [TENANT]));
  await app.get(PlatformsService).register(TENANT, {
    issuer: site.issuer,
    clientId: site.clientId,
    name: site.name,
    authUrl: site.authUrl,
    tokenUrl: site.tokenUrl,
    jwksUrl: site.jwksUrl,
    deployments: [{ deploymentId: site.deploymentId }],
  });
}
