import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { writeSchemas } from './index.js';
import { withContent } from './planted.js';
import { contentSchemas } from './write-schemas.js';

test('the schemas of the content folder are those of the contract', () => {
  const folder = join(import.meta.dirname, '../../../content/schema');
  for (const [name, text] of Object.entries(contentSchemas())) expect(readFileSync(join(folder, name), 'utf8')).toBe(text);
});

test('schemas are strict and written where they belong', () => {
  withContent({}, (dir) => {
    const names = writeSchemas(dir);
    expect(names).toEqual(['competences', 'grade-scales', 'fact', 'glossary', 'module', 'unit', 'exercise', 'form'].map((name) => `${name}.schema.json`));
    const unit = JSON.parse(readFileSync(join(dir, 'schema/unit.schema.json'), 'utf8')) as Record<string, unknown>;
    expect(unit).toMatchObject({ type: 'object', additionalProperties: false, required: ['id', 'title', 'goals', 'minutes', 'competences'] });
  });
});
