/**
 * `npm test`: unit tests, then the stories of `test/stories/both` on the embedded database, then all stories on PostgreSQL,
 * in Chromium where a story needs a browser. Named specs run on either database.
 * Nothing is skipped: what cannot be had ends the run with the one line that installs it.
 * `npm test -- <jest arguments>` passes them on; `npm test -- --only=units|embedded|postgres` runs a part.
 */
import { spawn, spawnSync } from 'node:child_process';
import { accessSync, constants, mkdirSync, readFileSync, rmSync, statfsSync } from 'node:fs';
import { availableParallelism, freemem } from 'node:os';
import { findChromium, findFirefox, findGermanWords, findPostgres, findRedis, findWebkit, Missing, toolEnvironment } from './debian.mjs';
import { startCluster } from './postgres-cluster.mjs';

const args = process.argv.slice(2);
const only = args.find((arg) => arg.startsWith('--only='))?.slice(7);
const rest = args.filter((arg) => !arg.startsWith('--only='));
/** Workers load the same modules, and stories start the real program again and again: Node keeps what it has compiled. */
const COMPILED = '.lotse/test/compiled';
const JEST = ['--enable-source-maps', '--import', './test/run/register.mjs', 'node_modules/jest/bin/jest.js', '-w', String(availableParallelism() + 1)];

const running = new Set();

function jest(name, more, env) {
  const out = `.lotse/test/${name}.json`;
  return new Promise((done) => {
    const child = spawn(process.execPath, [...JEST, ...rest, ...more, '--json', `--outputFile=${out}`], {
      stdio: ['ignore', 'ignore', 'inherit'],
      env: { ...process.env, NODE_COMPILE_CACHE: COMPILED, ...env },
    });
    running.add(child);
    child.on('exit', (code) => {
      running.delete(child);
      const { numPassedTests = 0, numFailedTests = 0, numPendingTests = 0 } = read(out);
      done({ name, code: code ?? 1, passed: numPassedTests, failed: numFailedTests, skipped: numPendingTests });
    });
  });
}

function read(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return {};
  }
}

const STORIES = ['--selectProjects', 'stories'];
const ROOM = 4 * 1024 ** 3;

/** Where there is room in memory the tests' folders lie there: no story pulls the plug of the machine, so nothing has to wait for a disk. */
function useMemory() {
  try {
    accessSync('/dev/shm', constants.W_OK);
    const { bavail, bsize } = statfsSync('/dev/shm');
    if (bavail * bsize > ROOM && freemem() > ROOM) process.env.TMPDIR = '/dev/shm';
  } catch {
    // there is none: the usual folder does as well
  }
}

/** Firefox, WebKit and Redis, where all stories run or one of theirs was named: on PostgreSQL, as all that runs once. */
function otherBrowsers() {
  const isWanted = (name) => (only === undefined || only === 'postgres') && (rest.length === 0 || rest.some((one) => one.includes(name)));
  const firefox = isWanted('firefox') ? findFirefox() : undefined;
  const webkit = isWanted('webkit') ? findWebkit() : undefined;
  const redis = isWanted('redis') ? findRedis() : undefined;
  return {
    env: {
      ...(firefox ? { LOTSE_TEST_FIREFOX: firefox.path, LOTSE_TEST_FIREFOX_ENV: JSON.stringify(toolEnvironment(firefox.path)) } : {}),
      ...(redis ? { LOTSE_TEST_REDIS: redis.path, LOTSE_TEST_REDIS_ENV: JSON.stringify(toolEnvironment(redis.path)) } : {}),
      ...(webkit ? { LOTSE_TEST_WEBKIT: JSON.stringify(webkit) } : {}),
    },
    versions: [firefox?.version, webkit?.version, redis?.version].filter((one) => one !== undefined),
  };
}

async function main() {
  useMemory();
  rmSync('.lotse/test', { recursive: true, force: true });
  mkdirSync('.lotse/test', { recursive: true });
  const build = spawnSync(process.execPath, ['apps/server/ensure-built.mjs'], { stdio: 'inherit' });
  if (build.status !== 0) process.exit(1);
  const parts = [];
  const wants = (part) => only === undefined || only === part;
  let chromium = { path: '', shell: '', version: 'not needed' };
  const units = wants('units') ? jest('units', ['--selectProjects', 'units'], {}) : undefined;
  // while the unit tests run: what has to be installed is mostly waited for
  if (only !== 'units') chromium = findChromium();
  const postgres = wants('postgres') ? findPostgres() : undefined;
  if (units) parts.push(await units);
  if (process.env.LOTSE_PICTURES !== undefined) {
    findGermanWords(chromium.path);
    chromium.shell = chromium.path; // the shell has no words of its own
  }
  const browser = {
    LOTSE_TEST_CHROMIUM: chromium.path,
    LOTSE_TEST_SHELL: chromium.shell,
    LOTSE_TEST_CHROMIUM_ENV: JSON.stringify(toolEnvironment(chromium.path)),
  };
  const others = otherBrowsers();
  if (wants('embedded'))
    parts.push(
      await jest('stories on the embedded database', [...(rest.length ? [] : ['test/stories/both/']), ...STORIES], {
        ...browser,
        LOTSE_TEST_DB: 'embedded',
      }),
    );
  if (postgres) {
    // as in `useMemory`; and a worker of autovacuum would forbid that its database is dropped
    const cluster = await startCluster(postgres, ['autovacuum=off', 'fsync=off', 'full_page_writes=off']);
    try {
      parts.push(await jest('stories on PostgreSQL', STORIES, { ...browser, ...others.env, LOTSE_TEST_DB: 'postgres', LOTSE_TEST_PG: cluster.url }));
    } finally {
      await cluster.stop();
    }
  }
  report(parts, chromium, postgres, others.versions);
}

function report(parts, chromium, postgres, others) {
  console.log('');
  for (const { name, passed, failed, skipped } of parts) console.log(`${name}: ${passed} passed, ${failed} failed, ${skipped} skipped`);
  console.log(
    `Node ${process.version}; browser: ${chromium.version}${chromium.shell === chromium.path ? '' : ' and its headless shell'}${others.map((one) => `, ${one}`).join('')}; databases: embedded (PGlite)${postgres ? `, ${postgres.version}` : ''}`,
  );
  const sum = (key) => parts.reduce((all, part) => all + part[key], 0);
  console.log(`${sum('passed')} passed, ${sum('failed')} failed, ${sum('skipped')} skipped`);
  const bad = parts.some((part) => part.code !== 0 || part.failed > 0 || part.skipped > 0 || part.passed === 0);
  process.exit(bad ? 1 : 0);
}

main().catch((error) => {
  for (const child of running) child.kill();
  console.error(error instanceof Missing ? error.message : error);
  process.exit(1);
});
