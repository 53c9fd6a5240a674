/**
 * Whether the time of an answer tells if an address has an account (ASVS 6.3.8): a wrong password and a request for a new one,
 * for addresses that are known and for others, in turn, and after each request for a new password how long the next plain answer
 * takes. The server runs in this process on a fresh embedded database; its clock moves on, so that nobody is slowed down.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { SMTPServer } from 'smtp-server';
import { start } from '../../dist/apps/server/start.js';
import { DemoClock } from '../../dist/apps/server/demo-clock.js';
import { Log, readSettings } from '../../dist/libs/base/index.js';
import { ResetsService } from '../../dist/libs/people/index.js';
import { freePort } from '../../test/chaos/free-port.mjs';
import { median, print } from '../measure.mjs';
import { openAccount } from './open-account.mjs';

const KNOWN = 'wiebke.harms@lernwerk.example';
const HOUR = 3600_000;

class MovingClock extends DemoClock {
  hours = 0;
  present() {
    return new Date(Date.now() + this.hours * HOUR);
  }
}

export async function rounds(options) {
  const tries = Number(options.people ?? 200);
  const folder = mkdtempSync(`${tmpdir()}/lotse-bench-`);
  const [port, mailPort] = [await freePort(), await freePort()];
  const smtp = new SMTPServer({ authOptional: true, disabledCommands: ['STARTTLS', 'AUTH'], onData: (stream, _, done) => stream.resume().on('end', done) });
  await new Promise((ready) => smtp.listen(mailPort, '127.0.0.1', ready));
  const url = `http://localhost:${port}`;
  const env = { PORT: String(port), LOTSE_URL: url, LOTSE_DATA: folder, LOTSE_KEY: 'a key for the bench, long enough to be taken' };
  const clock = new MovingClock();
  const settings = readSettings({ ...env, SMTP_URL: `smtp://127.0.0.1:${mailPort}`, MAIL_FROM: 'lotse@lernwerk.example' });
  const started = await start(settings, { demo: false, timers: false, clock, log: new Log('error') });
  try {
    await openAccount(url, started.setupUrl, KNOWN, clock);
    const post = (path, body) => timed(() => fetch(url + path, { method: 'POST', body: JSON.stringify(body), headers: headersOf(url) }));
    const found = { login: {}, reset: {}, 'after a reset': {} };
    for (let i = -10; i < tries; i++) {
      for (const [who, mail] of i % 2
        ? [
            ['known', KNOWN],
            ['unknown', `n${i}@x.example`],
          ]
        : [
            ['unknown', `n${i}@x.example`],
            ['known', KNOWN],
          ]) {
        clock.hours += 24;
        const login = await post('/api/account/login', { mail, password: 'ganz und gar falsch' });
        const reset = await post('/api/account/reset', { mail });
        const after = await timed(() => fetch(`${url}/health/ready`));
        await started.app.get(ResetsService).settled();
        if (i >= 0) for (const [name, ms] of Object.entries({ login, reset, 'after a reset': after })) (found[name][who] ??= []).push(ms);
      }
    }
    print({ bench: 'addresses', tries, ...Object.fromEntries(Object.entries(found).map(([name, by]) => [name, figures(by)])) });
  } finally {
    await started.close();
    await new Promise((closed) => smtp.close(closed));
    rmSync(folder, { recursive: true, force: true });
  }
}

const headersOf = (url) => ({ origin: url, 'x-lotse': '1', 'content-type': 'application/json' });

async function timed(ask) {
  const before = performance.now();
  await (await ask()).text();
  return performance.now() - before;
}

function figures({ known, unknown }) {
  const mean = (list) => list.reduce((sum, one) => sum + one, 0) / list.length;
  const ms = (value) => Math.round(value * 100) / 100;
  const of = (list) => ({ mean_ms: ms(mean(list)), median_ms: ms(median(list)) });
  return {
    known: of(known),
    unknown: of(unknown),
    mean_difference_ms: ms(mean(known) - mean(unknown)),
    median_difference_ms: ms(median(known) - median(unknown)),
  };
}
