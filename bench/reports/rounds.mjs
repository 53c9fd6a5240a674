/**
 * Reports at many participations: how long it takes to compile one, to set its PDF, and until a caseworker has a page. The
 * pages are asked for over HTTP from a server of its own, on PostgreSQL; each one opened has to stand in the audit at the end.
 */
import { mkdtempSync, openSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { fileURLToPath } from 'node:url';
import { freePort } from '../../test/chaos/free-port.mjs';
import { startChild } from '../child.mjs';
import { ask, openCluster } from '../cluster.mjs';
import { median, print, quantile, rounded } from '../measure.mjs';
import { serverEnv } from '../people.mjs';

const RECIPIENTS = 50;
const SAMPLES = 200;
const here = (name) => fileURLToPath(new URL(name, import.meta.url));

export async function rounds(options) {
  const wish = { rounds: Number(options.rounds ?? 3), people: Number(options.people ?? 5000), clients: Number(options.clients ?? 4), requests: 400 };
  const folder = mkdtempSync(`${tmpdir()}/lotse-bench-`);
  const cluster = await openCluster();
  const [port, lmsPort] = [await freePort(), await freePort()];
  const env = { ...serverEnv({ port, lmsPort, databaseUrl: cluster.ownerUrl('lotse') }), LOTSE_LOG: 'warn' };
  const superUrl = cluster.superUrl('lotse');
  try {
    print({ bench: 'reports', ...wish, recipients: RECIPIENTS, ...(await cluster.durability()) });
    const prepared = await startChild(here('prepare.mjs'), {
      args: [JSON.stringify({ people: wish.people, recipients: RECIPIENTS, samples: SAMPLES, lmsPort, superUrl })],
      env,
    });
    await prepared.stop();
    const { tokens, compile, pdf } = prepared.first;
    print({ part: 'compile', ...figures(compile) });
    print({ part: 'pdf', ...figures(pdf) });
    await ask(superUrl, 'analyze');
    const server = await startChild(here('../ours.mjs'), { env, execArgv: ['--enable-source-maps'], stdio: openSync(`${folder}/server.log`, 'a') });
    try {
      const pages = [];
      await onePart(port, tokens, wish, -1); // warm
      const before = await reads(superUrl);
      for (let round = 1; round <= wish.rounds; round++) pages.push(await onePart(port, tokens, wish, round));
      const opened = pages.reduce((sum, one) => sum + one.report.length, 0);
      const kept = (await reads(superUrl)) - before;
      if (kept !== opened) throw new Error(`${opened} reports were opened, ${kept} entries stand in the audit`);
      print(summary(compile, pdf, pages, wish));
    } finally {
      await server.stop();
    }
  } finally {
    await cluster.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function reads(url) {
  return (await ask(url, `select count(*)::int as n from audit where event = 'release.read'`))[0].n;
}

/** Each client is one caseworker after another: the list, then a report of theirs. */
async function onePart(port, tokens, { clients, requests }, round) {
  const times = { list: [], report: [] };
  let next = 0;
  const one = async () => {
    while (next < requests) {
      const i = next++;
      const { bearer, releases } = tokens[i % tokens.length];
      times.list.push(await page(port, bearer, '/api/received?size=25'));
      times.report.push(await page(port, bearer, `/api/received/${releases[(i * 7 + round) % releases.length] ?? releases[0]}`));
    }
  };
  await Promise.all(Array.from({ length: clients }, one));
  if (round > 0) for (const [name, all] of Object.entries(times)) print({ part: name, round, ...figures(all) });
  return times;
}

async function page(port, bearer, path) {
  const begin = performance.now();
  const answer = await fetch(`http://localhost:${port}${path}`, { headers: { authorization: `Bearer ${bearer}` } });
  await answer.text();
  if (answer.status !== 200) throw new Error(`${path}: ${answer.status}`);
  return performance.now() - begin;
}

function figures(all) {
  const sorted = [...all].sort((a, b) => a - b);
  return { count: sorted.length, median_ms: rounded(median(sorted)), p95_ms: rounded(quantile(sorted, 0.95)) };
}

/** The page is the slower of the two that a caseworker opens. */
function summary(compile, pdf, pages, wish) {
  const p95 = (name) => median(pages.map((one) => figures(one[name]).p95_ms));
  return {
    bench: 'reports',
    compile_ms: figures(compile).median_ms,
    pdf_ms: figures(pdf).median_ms,
    page_p95_ms: rounded(Math.max(p95('list'), p95('report'))),
    list_p95_ms: rounded(p95('list')),
    report_p95_ms: rounded(p95('report')),
    audit_equal: true,
    ...wish,
  };
}
