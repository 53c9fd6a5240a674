import { expect, test } from '@jest/globals';
import { columns, days } from './columns.js';

interface Row {
  id: string;
  tokenHash: Buffer;
  endsAt: Date | null;
  startsOn: string;
}

test.each([
  ['names that are the same in the table stand alone', columns<Row>()('id'), 'id'],
  ['others are named as the property is', columns<Row>()('id', 'tokenHash', 'endsAt'), 'id, token_hash as "tokenHash", ends_at as "endsAt"'],
  ['days are texts', days<Row>('p.')('startsOn'), `to_char(p.starts_on, 'YYYY-MM-DD') as "startsOn"`],
  ['of a table with an alias', columns<Row>('k.')('id', 'endsAt'), 'k.id, k.ends_at as "endsAt"'],
])('%s', (_, sql, wanted) => {
  expect(sql).toBe(wanted);
});
