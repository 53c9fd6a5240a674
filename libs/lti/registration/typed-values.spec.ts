import { expect, it } from '@jest/globals';
import { framersOf } from '../platforms/platforms.service.js';
import { wrongFields } from './typed-values.js';

const OURS = 'https://lotse.example.org';
const MOODLE = 'https://moodle.example';
const everywhere = () => true;

/** A URL allows more in its host than a name: each of these would say something else in a policy than it is. */
it.each(['https://*', 'https://*.example', 'https://a;sandbox', "https://a'self'", 'https://a,b', 'https://a$', 'https://-', 'https://a..b'])(
  '%s is no address of a platform, and never reaches frame-ancestors',
  (address) => {
    expect(wrongFields({ issuer: address }, OURS, everywhere)).toEqual([{ field: 'issuer', code: 'field.url' }]);
    expect(wrongFields({ authUrl: `${address}/auth` }, OURS, everywhere)).toEqual([{ field: 'authUrl', code: 'field.url' }]);
    expect(framersOf({ issuer: address, authUrl: `${MOODLE}/auth` })).toEqual([MOODLE]);
    expect(framersOf({ issuer: address, authUrl: `${address}/auth` })).toEqual([]);
  },
);

it.each([
  [MOODLE, [MOODLE]],
  ['https://moodle.example:8443/moodle', ['https://moodle.example:8443', MOODLE]],
  ['http://[::1]:3100', ['http://[::1]:3100', MOODLE]],
  ['https://schule_süd.example', ['https://xn--schule_sd-x9a.example', MOODLE]],
  ['urn:any:text', [MOODLE]],
])('%s is an issuer', (issuer, framers) => {
  expect(wrongFields({ issuer }, OURS, everywhere)).toEqual([]);
  expect(framersOf({ issuer, authUrl: `${MOODLE}/auth` }).toSorted()).toEqual(framers.toSorted());
});
