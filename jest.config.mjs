/** Run by `npm test`; alone: node --enable-source-maps --import ./test/run/register.mjs node_modules/jest/bin/jest.js -w 2 [file] */
const shared = {
  rootDir: import.meta.dirname,
  // Node itself loads what a spec needs, once per worker: each spec in a virtual machine of its own would load it all again
  runner: 'jest-light-runner',
  moduleFileExtensions: ['ts', 'js', 'mjs', 'json'],
  modulePathIgnorePatterns: ['<rootDir>/dist/', '<rootDir>/.lotse/'],
};

export default {
  rootDir: import.meta.dirname,
  cacheDirectory: '<rootDir>/.lotse/jest',
  testSequencer: '<rootDir>/test/run/longest-first.mjs',
  projects: [
    { ...shared, displayName: 'units', testMatch: ['<rootDir>/{apps,libs}/**/*.spec.ts'] },
    // the folder says on which databases: `both`, or `once` on PostgreSQL
    { ...shared, displayName: 'stories', testMatch: ['<rootDir>/test/stories/**/*.spec.ts'] },
  ],
};
