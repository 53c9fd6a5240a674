/**
 * The specs that take longest begin first, so that no worker is left with one of them when the others have nothing more to do.
 * Jest would know from the last run; a fresh clone has had none.
 */
const LONGEST = [
  'pdf-maker', // of the unit tests
  'allowed',
  'check-content',
  'keys-kill',
  'accessibility',
  'accessibility-staff',
  'process',
  'accessibility-accounts',
  'accessibility-platforms',
  'registration-faults',
  'accessibility-reports',
  'lti-grades-more',
  'reports-story',
  'lti-outage',
  'kill',
  'companion-in-frame',
  'office-browser',
  'lti-roster',
  'every-route',
  'keys',
  'lti-storage',
  'reports-desk',
  'registration-story',
  'self-test-faults',
  'cookies',
  'story',
];

/** Three hundred live connections take all the processors there are: these come when the others have little left to do. */
const LAST = ['rooms-kill'];

export default class LongestFirst {
  sort(tests) {
    const turn = ({ path }) => {
      const name = /([^/]+)\.spec\.ts$/.exec(path)?.[1];
      if (LAST.includes(name)) return LONGEST.length + 1;
      const at = LONGEST.indexOf(name);
      return at === -1 ? LONGEST.length : at;
    };
    return [...tests].sort((a, b) => turn(a) - turn(b) || a.path.localeCompare(b.path));
  }

  /** Nothing is kept from one run to the next: each takes the same order. */
  cacheResults() {}
}
