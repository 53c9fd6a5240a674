/** Run by `npm test`; alone: node --experimental-vm-modules node_modules/jest/bin/jest.js -w 2 [file] */
const swc = [
  '@swc/jest',
  {
    sourceMaps: 'inline',
    module: { type: 'es6' },
    jsc: {
      target: 'es2022',
      keepClassNames: true,
      parser: { syntax: 'typescript', decorators: true, dynamicImport: true },
      transform: { legacyDecorator: true, decoratorMetadata: true, useDefineForClassFields: false },
      experimental: { keepImportAttributes: true },
    },
  },
];
const shared = {
  rootDir: import.meta.dirname,
  testEnvironment: 'node',
  extensionsToTreatAsEsm: ['.ts'],
  moduleFileExtensions: ['ts', 'js', 'mjs', 'json'],
  transform: { '^.+\\.ts$': swc },
  moduleNameMapper: { '^#lotse/([^/]+)$': '<rootDir>/libs/$1/index.ts', '^(\\.{1,2}/.*)\\.js$': '$1' },
  modulePathIgnorePatterns: ['<rootDir>/dist/', '<rootDir>/.lotse/'],
};

/** Sweeps over every page, which looks the same on either database. */
const PAGES = 'test/accessibility';

export default {
  rootDir: import.meta.dirname,
  cacheDirectory: '<rootDir>/.lotse/jest',
  workerIdleMemoryLimit: '700MB',
  testTimeout: 60000,
  projects: [
    { ...shared, displayName: 'units', testMatch: ['<rootDir>/{apps,libs}/**/*.spec.ts'] },
    { ...shared, displayName: 'stories', testMatch: ['<rootDir>/test/**/*.spec.ts'], testPathIgnorePatterns: [PAGES], testTimeout: 120000 },
    { ...shared, displayName: 'pages', testMatch: [`<rootDir>/${PAGES}*.spec.ts`], testTimeout: 120000 },
  ],
};
