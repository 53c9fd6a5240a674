import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod/mini';
import { CompetencesFile, ExamFormFile, ExerciseFile, FactFile, GlossaryFile, GradeScalesFile, ModuleFile, UnitFile } from '#lotse/contract';

const SCHEMAS = {
  competences: CompetencesFile,
  'grade-scales': GradeScalesFile,
  fact: FactFile,
  glossary: GlossaryFile,
  module: ModuleFile,
  unit: UnitFile,
  exercise: ExerciseFile,
  form: ExamFormFile,
};

/** The JSON Schemas of the content files, for editors; made from the contract and never edited by hand. */
export function contentSchemas(): Record<string, string> {
  return Object.fromEntries(
    Object.entries(SCHEMAS).map(([name, schema]) => [
      `${name}.schema.json`,
      `${JSON.stringify(z.toJSONSchema(schema, { io: 'input', reused: 'ref' }), null, 2)}\n`,
    ]),
  );
}

/** Writes them to `<dir>/schema`; returns the names of the files. */
export function writeSchemas(dir: string): string[] {
  mkdirSync(join(dir, 'schema'), { recursive: true });
  const schemas = contentSchemas();
  for (const [name, text] of Object.entries(schemas)) writeFileSync(join(dir, 'schema', name), text);
  return Object.keys(schemas);
}
