/** The layer order: each lib imports only from its left, and only through its public API `#lotse/<lib>`. */
const LAYERS = ['contract', 'marking', 'base', 'people', 'measures', 'catalog', 'lti', 'learning', 'rooms', 'reports'];

const leftOnly = LAYERS.map((lib, at) => ({
  name: `layer-${lib}`,
  severity: 'error',
  comment: `${lib} may import only: ${LAYERS.slice(0, at).join(', ') || 'nothing of ours'}`,
  from: { path: `^libs/${lib}/` },
  to: { path: `^(libs/(${LAYERS.slice(at + 1).join('|') || '$^'})/|apps/|test/)` },
}));

const publicApiOnly = LAYERS.map((lib) => ({
  name: `public-api-${lib}`,
  severity: 'error',
  comment: `${lib} is imported through #lotse/${lib} (libs/${lib}/index.ts) and nothing deeper`,
  from: { path: '^(libs|apps)/', pathNot: `^libs/${lib}/` },
  to: { path: `^libs/${lib}/`, pathNot: `^libs/${lib}/index\\.ts$` },
}));

/** The web app: `app` composes the areas, an area knows `kit` alone, `kit` knows no area. */
const WEB = 'apps/web/src';
const AREAS = '(trainee|course|tenant|caseworker|account|rooms)';

module.exports = {
  forbidden: [
    ...leftOnly,
    ...publicApiOnly,
    { name: 'marking-stays-pure', severity: 'error', from: { path: '^libs/marking/' }, to: { path: '^libs/', pathNot: '^libs/(marking|contract)/' } },
    {
      name: 'web-sees-contract-and-marking',
      severity: 'error',
      from: { path: '^apps/web/' },
      to: { path: '^(libs|apps)/', pathNot: '^(libs/(contract|marking)/index\\.ts$|apps/web/)' },
    },
    { name: 'web-kit-knows-no-area', severity: 'error', from: { path: `^${WEB}/kit/` }, to: { path: `^${WEB}/(app/|${AREAS}/)` } },
    { name: 'web-areas-stay-apart', severity: 'error', from: { path: `^${WEB}/${AREAS}/` }, to: { path: `^${WEB}/(app/|${AREAS}/)`, pathNot: `^${WEB}/$1/` } },
    { name: 'web-no-circular-folders', severity: 'error', scope: 'folder', from: { path: `^${WEB}/` }, to: { circular: true } },
    {
      name: 'demo-lms-sees-contract',
      severity: 'error',
      from: { path: '^apps/demo-lms/' },
      to: { path: '^(libs|apps)/', pathNot: '^(libs/contract/index\\.ts$|apps/demo-lms/)' },
    },
    {
      name: 'only-demo-and-tests-use-the-demo-lms',
      severity: 'error',
      from: { path: '^(apps|libs)/', pathNot: '^apps/(demo-lms/|server/demo[a-z-]*\\.ts$)' },
      to: { path: '^apps/demo-lms/' },
    },
    {
      name: 'ltijs-lives-in-one-file',
      severity: 'error',
      from: { path: '^(apps|libs|test)/', pathNot: '^libs/lti/platforms/ltijs\\.ts$' },
      to: { path: 'node_modules/ltijs', dependencyTypesNot: ['type-only'] },
    },
    { name: 'no-circular', severity: 'error', from: {}, to: { circular: true } },
  ],
  options: {
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^dist/|paraglide)' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['types', 'import', 'default'], extensions: ['.ts', '.tsx', '.js', '.mjs', '.json'] },
  },
};
