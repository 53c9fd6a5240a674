import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { isSeq, parseDocument } from 'yaml';
import { readContent } from './read-content.js';

/** The examples of docs/authoring.md: under each heading that names a kind stands one whole file. */
export function examplesIn(authoring: string): Map<string, string> {
  const found = authoring.matchAll(/^### ([a-z-]+)$[^]*?^```yaml\n([^]*?)^```$/gm);
  return new Map([...found].map(([, kind = '', yaml = '']) => [kind, yaml]));
}

export interface NewTask {
  file: string;
  unit: string;
}

/**
 * Writes a task of a kind into a unit's folder, made from the example, and lists it at the end of the unit's block.
 * What cannot be done is said in a sentence.
 */
export function newTask(dir: string, example: string, { unitId, id }: { unitId: string; id: string }): NewTask | { fault: string } {
  const tree = readContent(dir);
  const unit = tree.units.find(({ value }) => value.id === unitId);
  if (!unit) return { fault: `there is no unit "${unitId}"; use one of ${tree.units.map(({ value }) => value.id).join(', ')}` };
  if (!/^[a-z0-9]+([.-][a-z0-9]+)*$/.test(id) || id.length > 80)
    return { fault: `"${id}" is no id; use small letters, digits, "-" and ".", at most 80 characters` };
  const taken = [...tree.exercises, ...tree.groups].some(({ value }) => value.id === id);
  const folder = join(dirname(unit.file), 'ex');
  const next = existsSync(join(dir, folder)) ? readdirSync(join(dir, folder)).length + 1 : 1;
  const file = `${folder.replaceAll('\\', '/')}/${String(next).padStart(2, '0')}-${id}.yaml`;
  if (taken || existsSync(join(dir, file))) return { fault: `there is a task "${id}" already; take another id` };
  const competence = unit.value.competences[0] ?? 'thema';
  const text = example.replace(/^id: .*$/m, `id: ${id}`).replace(/^competence: .*$/m, `competence: ${competence}`);
  writeFileSync(join(dir, file), text, { flag: 'wx' });
  listIn(join(dir, unit.file), id);
  return { file, unit: unit.file };
}

/** Adds an id to the unit's block; every other letter of the file stays as it is. */
function listIn(path: string, id: string): void {
  const text = readFileSync(path, 'utf8');
  const unit = parseDocument(text);
  const list = unit.getIn(unit.hasIn(['sections', 'block']) ? ['sections', 'block'] : ['exercises'], true);
  if (!isSeq(list) || !list.range) throw new Error(`${path} has neither "sections: block" nor "exercises"`);
  const end = list.range[1];
  if (list.flow === true) {
    writeFileSync(path, `${text.slice(0, end - 1).trimEnd()}, ${id}${text.slice(end - 1)}`);
    return;
  }
  const last = text.slice(0, end).trimEnd();
  const indent = /^( *)- [^\n]*$/m.exec(last.slice(last.lastIndexOf('\n') + 1))?.[1] ?? '  ';
  writeFileSync(path, `${last}\n${indent}- ${id}\n${text.slice(end).replace(/^\n/, '')}`);
}
