import { strToU8, zipSync, type Zippable } from 'fflate';
import type { SealedColumn } from '#lotse/base';
import type { PersonExport } from './person-export.js';

const MEDIA = /^(audio|video|image)\/(\w+)$/;

/**
 * A ZIP of everything that is held about a person: the file for machines, and beside it what somebody can listen to or read as a file of
 * its own, named by its row. `made` is the export as it goes into the JSON file. Returns the bytes of the ZIP.
 */
export function zipOf(made: PersonExport & object, sealed: readonly SealedColumn[]): Uint8Array {
  const files: Zippable = { 'lotse-auskunft.json': strToU8(JSON.stringify(made, null, 1)) };
  for (const { table, column, row: key, folder } of sealed) {
    if (folder === undefined) continue;
    for (const row of made.about[table] ?? []) {
      const [text, type] = [row[column], MEDIA.exec(String(row['type']))];
      if (typeof text !== 'string') continue;
      const name = `${folder}/${key.map((one) => String(row[one])).join('-')}`;
      // sound is packed already
      if (type) files[`${name}.${type[2]}`] = [Buffer.from(text, 'base64'), { level: 0 }];
      else files[`${name}.txt`] = strToU8(text);
    }
  }
  return zipSync(files);
}
