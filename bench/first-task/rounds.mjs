/**
 * From the click in the LMS to the first task that can be answered, in Chromium with the network and processor of a cheap phone:
 * 1.6 Mbit/s, 150 ms, a quarter of this machine's processor, nothing in its cache. Milliseconds, bytes and requests (all of the
 * tool's, with redirects), and how many requests follow the task.
 */
import { mkdtempSync, openSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';
import { freePort } from '../../test/chaos/free-port.mjs';
import { findChromium, toolEnvironment } from '../../test/run/debian.mjs';
import { startChild } from '../child.mjs';
import { openCluster } from '../cluster.mjs';
import { median, print, rounded } from '../measure.mjs';
import { openLms, serverEnv } from '../people.mjs';

const here = (name) => fileURLToPath(new URL(name, import.meta.url));
const PHONE = { mbit: 1.6, latencyMs: 150, cpu: 4, viewport: { width: 390, height: 780 } };
const ARGS = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update'];

export async function rounds(options) {
  const wish = { rounds: Number(options.rounds ?? 5) };
  const folder = mkdtempSync(`${tmpdir()}/lotse-bench-`);
  const cluster = await openCluster();
  const [port, lmsPort] = [await freePort(), await freePort()];
  const lms = await openLms({ port, lmsPort, people: wish.rounds + 1 });
  const [site] = lms.sites;
  try {
    print({ bench: 'first-task', ...wish, ...PHONE });
    const env = serverEnv({ port, lmsPort, databaseUrl: cluster.ownerUrl('lotse') });
    const prepared = await startChild(here('../launch/prepare.mjs'), { args: [describe(site)], env: { ...env, LOTSE_LOG: 'warn' } });
    await prepared.stop();
    const server = await startChild(here('../ours.mjs'), { env, execArgv: ['--enable-source-maps'], stdio: openSync(`${folder}/server.log`, 'a') });
    try {
      await oneRound(site, port, 'p0'); // the server has compiled its code, as one that runs for a while has
      const lines = [];
      for (let round = 1; round <= wish.rounds; round++) {
        lines.push(await oneRound(site, port, `p${round}`));
        print({ round, ...lines.at(-1) });
      }
      print(summary(lines, wish));
    } finally {
      await server.stop();
    }
  } finally {
    await lms.close();
    await cluster.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

function describe({ issuer, clientId, name, authUrl, tokenUrl, jwksUrl, deploymentId }) {
  return JSON.stringify({ issuer, clientId, name, authUrl, tokenUrl, jwksUrl, deploymentId });
}

/** One person on a phone that was never here before. */
async function oneRound(site, port, person) {
  const { path } = findChromium();
  const browser = await chromium.launch({ executablePath: path, headless: true, args: ARGS, env: { ...process.env, ...toolEnvironment(path) } });
  try {
    const page = await browser.newPage({ viewport: PHONE.viewport, locale: 'de-DE' });
    const cdp = await page.context().newCDPSession(page);
    const counted = await count(cdp, port);
    await cdp.send('Network.emulateNetworkConditions', {
      offline: false,
      latency: PHONE.latencyMs,
      downloadThroughput: (PHONE.mbit * 1e6) / 8,
      uploadThroughput: (PHONE.mbit * 1e6) / 8,
    });
    await cdp.send('Emulation.setCPUThrottlingRate', { rate: PHONE.cpu });
    await page.addInitScript(sayWhenShown);
    const shown = page.waitForEvent('console', { predicate: (said) => said.text().startsWith('shown '), timeout: 60_000 });
    const begun = Date.now();
    await page.goto(site.startUrl({ person, link: 'unit', target: 'window' }), { waitUntil: 'commit' });
    const ms = Number((await shown).text().split(' ')[1]) - begun;
    const until = counted();
    await page.waitForTimeout(4_000);
    const later = counted();
    return { ms, ...until, requests_after: later.requests - until.requests, bytes_after: later.bytes - until.bytes };
  } finally {
    await browser.close();
  }
}

/** Runs in the page: says when the button that answers has been painted. Asked from outside, a busy page would answer later than a person sees it. */
function sayWhenShown() {
  const { document, MutationObserver, requestAnimationFrame } = globalThis;
  const watch = new MutationObserver(() => {
    const isThere = [...document.querySelectorAll('button')].some((one) => one.textContent.trim() === 'Prüfen' && one.getClientRects().length > 0);
    if (!isThere) return;
    watch.disconnect();
    requestAnimationFrame(() => setTimeout(() => console.log(`shown ${Date.now()}`)));
  });
  watch.observe(document, { childList: true, subtree: true });
}

/** What the tool has sent so far. */
async function count(cdp, port) {
  const ours = new Set();
  let [requests, bytes] = [0, 0];
  cdp.on('Network.requestWillBeSent', ({ requestId, request, redirectResponse }) => {
    if (redirectResponse && ours.has(requestId)) bytes += redirectResponse.encodedDataLength;
    if (new URL(request.url).port !== String(port)) return ours.delete(requestId);
    ours.add(requestId);
    return requests++;
  });
  cdp.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    if (ours.has(requestId)) bytes += encodedDataLength;
  });
  await cdp.send('Network.enable');
  return () => ({ requests, bytes });
}

function summary(lines, wish) {
  const of = (name) => rounded(median(lines.map((line) => line[name])), 0);
  return {
    bench: 'first-task',
    ms: of('ms'),
    bytes: of('bytes'),
    requests: of('requests'),
    requests_after: of('requests_after'),
    bytes_after: of('bytes_after'),
    ...wish,
  };
}
