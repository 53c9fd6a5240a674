import { expect, it } from '@jest/globals';
import { startForTest } from './harness.js';
it('starts', async () => {
  const t0 = performance.now();
  const server = await startForTest();
  console.log('start', performance.now() - t0);
  const keys = await (await fetch(`${server.url}/lti/keys`)).json();
  console.log(JSON.stringify(keys).slice(0, 300));
  console.log(server.log.slice(-20).join(''));
  await server.stop();
}, 180_000);
