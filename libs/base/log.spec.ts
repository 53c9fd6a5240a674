import { expect, test } from '@jest/globals';
import { Log } from './log.js';

test('weeks that are played again write warnings only; afterwards the log is as it was, also after a fault', async () => {
  const lines: string[] = [];
  const log = new Log('info', (line) => lines.push(line));
  const events = () => lines.splice(0).map((line) => (JSON.parse(line) as { msg: string }).msg);
  await log.hushed(async () => {
    log.info('request');
    log.warn('grade.refused');
  });
  await expect(log.hushed(() => Promise.reject(new Error('x')))).rejects.toThrow('x');
  log.info('request');
  expect(events()).toEqual(['grade.refused', 'request']);
});

test('a log that is told to be silent stays so', async () => {
  const lines: string[] = [];
  const log = new Log('silent', (line) => lines.push(line));
  await log.hushed(async () => log.warn('grade.refused'));
  expect(lines).toEqual([]);
});
