/** What a spec imports from `@jest/globals`, with a limit of time for each test and hook: the runner sets none. */
const given = globalThis;
const STORIES = new URL('../stories/', import.meta.url).pathname;
/** In ms: two minutes for a story, one for a unit. */
const usual = () => (given.expect.getState().testPath?.startsWith(STORIES) ? 120_000 : 60_000);

function within(run, limit = usual()) {
  if (typeof run !== 'function') return run;
  return async (...args) => {
    let timer;
    const late = new Promise((_, refuse) => {
      timer = setTimeout(() => refuse(new Error(`It took longer than ${limit} ms.`)), limit);
    });
    try {
      await Promise.race([Promise.resolve(run(...args)), late]);
    } catch (error) {
      throw withCauses(error);
    } finally {
      clearTimeout(timer);
    }
  };
}

/** The runner prints the stack alone. */
function withCauses(error) {
  for (let { cause } = Object(error); cause instanceof Error; { cause } = cause) error.stack += `\ncaused by ${cause.stack}`;
  return error;
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
