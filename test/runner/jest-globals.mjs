/** What a spec imports from `@jest/globals`, with a limit of time for each test and hook: the runner sets none. */
const LIMIT_MS = 120_000;
const given = globalThis;

function within(run, limit = LIMIT_MS) {
  if (typeof run !== 'function') return run;
  return async (...args) => {
    let timer;
    const late = new Promise((_, refuse) => {
      timer = setTimeout(() => refuse(new Error(`It took longer than ${limit} ms.`)), limit);
    });
    try {
      await Promise.race([Promise.resolve(run(...args)), late]);
    } finally {
      clearTimeout(timer);
    }
  };
}

const limited = (register) => (name, run, limit) => register(name, within(run, limit));
const limitedHook = (register) => (run, limit) => register(within(run, limit));

export const { describe, expect } = given;
export const test = Object.assign(limited(given.test), {
  each: (...table) => limited(given.test.each(...table)),
});
export const it = test;
export const beforeAll = limitedHook(given.beforeAll);
export const afterAll = limitedHook(given.afterAll);
export const beforeEach = limitedHook(given.beforeEach);
export const afterEach = limitedHook(given.afterEach);
