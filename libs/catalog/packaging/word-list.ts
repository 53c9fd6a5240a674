import { existsSync, readFileSync } from 'node:fs';
import { dictionaryOf, type Dictionary } from './neighbours.js';

/** Where Debian's package `wngerman` puts its list, on the machine or beside the tools of the tests. It is an author's tool and not shipped. */
const PLACES = ['/usr/share/dict/ngerman', '.lotse/tools/usr/share/dict/ngerman'];

/** The German words of this machine; null where no list is installed. */
export function installedWords(): Dictionary | null {
  const place = PLACES.find((one) => existsSync(one));
  return place === undefined ? null : dictionaryOf(readFileSync(place, 'utf8').split('\n'));
}
