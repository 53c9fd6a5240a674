import { createHash } from 'node:crypto';
import { existsSync, readFileSync, readdirSync, type Dirent } from 'node:fs';
import { join, relative, sep } from 'node:path';
import type { ZodMiniType } from 'zod/mini';
import {
  CompetencesFile,
  ExamFormFile,
  ExerciseFile,
  FactFile,
  GlossaryFile,
  GradeScalesFile,
  ModuleFile,
  UnitFile,
  isTaskKind,
  refuseKind,
  type GroupFile,
  type TaskFile,
} from '#lotse/contract';
import { AUDIO_FOLDERS } from './audio-name.js';
import { fitSchema } from './fit-schema.js';
import { partsOfGroup } from './groups.js';
import { problemAt, type ContentProblem, type Loaded } from './problem.js';
import { readYaml } from './read-yaml.js';

/** All files of a content folder that could be read, by what they are; ids link them, never folder names. */
export interface ContentTree {
  dir: string;
  competences: Loaded<CompetencesFile>[];
  facts: Loaded<FactFile>[];
  glossary: Loaded<GlossaryFile>[];
  modules: Loaded<ModuleFile>[];
  units: Loaded<UnitFile>[];
  /** Single tasks, the parts of situations among them. */
  exercises: Loaded<TaskFile>[];
  groups: Loaded<GroupFile>[];
  /** Mock exams, and the scales by which their points become grades. */
  forms: Loaded<ExamFormFile>[];
  scales: Loaded<GradeScalesFile>[];
  /** Names of audio files by who speaks: `computer/…mp3`, `people/…mp3`. */
  audio: string[];
  /** Files that could not be read or do not fit their schema. */
  problems: ContentProblem[];
}

const FOLDERS = ['taxonomy', 'facts', 'glossary', 'modules'];
/** A content folder may do without. */
const MAY_LACK = ['forms'];

/**
 * Reads a content folder (content/README.md). Never throws for what a file holds: a broken file is a problem
 * with file and line, and the others are read all the same.
 */
export function readContent(dir: string): ContentTree {
  const tree: ContentTree = {
    dir,
    competences: [],
    facts: [],
    glossary: [],
    modules: [],
    units: [],
    exercises: [],
    groups: [],
    forms: [],
    scales: [],
    audio: audioIn(dir),
    problems: [],
  };
  for (const folder of foldersOf(dir)) {
    for (const file of filesIn(dir, folder, tree.problems)) readInto(tree, file);
  }
  return tree;
}

function audioIn(dir: string): string[] {
  return AUDIO_FOLDERS.flatMap((folder) => {
    const path = join(dir, 'audio', folder);
    return existsSync(path)
      ? readdirSync(path)
          .filter((name) => name.endsWith('.mp3'))
          .map((name) => `${folder}/${name}`)
      : [];
  });
}

/** Stands for all files of a content folder as they are now: another text once one of them has changed, come or gone. Never throws. */
export function digestOf(dir: string): string {
  const hash = createHash('sha256');
  for (const file of foldersOf(dir).flatMap((folder) => filesIn(dir, folder, []))) hash.update(JSON.stringify([file, textOf(join(dir, file))]));
  hash.update(JSON.stringify(audioIn(dir)));
  return hash.digest('hex');
}

function foldersOf(dir: string): string[] {
  return [...FOLDERS, ...MAY_LACK.filter((folder) => existsSync(join(dir, folder)))];
}

/** All files below a folder, sorted, with "/" between names. Links are not followed. */
function filesIn(dir: string, folder: string, problems: ContentProblem[]): string[] {
  let entries: Dirent[];
  try {
    entries = readdirSync(join(dir, folder), { recursive: true, withFileTypes: true });
  } catch {
    problems.push({ file: folder, level: 'error', code: 'folder-missing', message: `the folder ${folder}/ cannot be read; make it (see content/README.md)` });
    return [];
  }
  const files = entries.filter((entry) => entry.isFile() && !entry.name.startsWith('.') && entry.name !== 'README.md');
  return files.map((entry) => relative(dir, join(entry.parentPath, entry.name)).split(sep).join('/')).sort();
}

type Keep = (tree: ContentTree, loaded: Loaded<unknown>) => ContentProblem[];

function keep<T>(schema: ZodMiniType<T>, list: (tree: ContentTree) => Loaded<T>[]): Keep {
  return (tree, loaded) => {
    const fit = fitSchema(loaded, schema);
    if ('problems' in fit) return fit.problems;
    list(tree).push(fit.loaded);
    return [];
  };
}

const PLACES: readonly (readonly [place: RegExp, keep: Keep])[] = [
  [/^taxonomy\/competences\.yaml$/, keep(CompetencesFile, (tree) => tree.competences)],
  [/^taxonomy\/grade-scales\.yaml$/, keep(GradeScalesFile, (tree) => tree.scales)],
  [/^forms\/[^/]+\.yaml$/, keep(ExamFormFile, (tree) => tree.forms)],
  [/^facts\/[^/]+\.yaml$/, keep(FactFile, (tree) => tree.facts)],
  [/^glossary\/[^/]+\.yaml$/, keep(GlossaryFile, (tree) => tree.glossary)],
  [/^modules\/[^/]+\/module\.yaml$/, keep(ModuleFile, (tree) => tree.modules)],
  [/^modules\/[^/]+\/units\/[^/]+\/unit\.yaml$/, keep(UnitFile, (tree) => tree.units)],
  [/^modules\/[^/]+\/units\/[^/]+\/ex\/[^/]+\.yaml$/, keepExercise],
];

function keepExercise(tree: ContentTree, loaded: Loaded<unknown>): ContentProblem[] {
  const refused = refuseKind((loaded.value as { kind?: unknown }).kind);
  if (refused !== null) return [problemAt(loaded, ['kind'], { code: 'kind-not-played', message: refused })];
  const fit = fitSchema(loaded, ExerciseFile);
  if ('problems' in fit) return fit.problems;
  const { value } = fit.loaded;
  if (value.kind === 'situation' || value.kind === 'listening') {
    const group = { ...fit.loaded, value };
    tree.groups.push(group);
    tree.exercises.push(...partsOfGroup(group));
  } else if (isTask(value)) tree.exercises.push({ ...fit.loaded, value });
  return [];
}

function isTask(file: ExerciseFile): file is TaskFile {
  return isTaskKind(file.kind);
}

function readInto(tree: ContentTree, file: string): void {
  const place = PLACES.find(([pattern]) => pattern.test(file));
  if (!place) {
    tree.problems.push({
      file,
      level: 'warning',
      code: 'file-not-read',
      message: 'no file of this name is expected here, so it is not read; move or rename it (.yaml, see content/README.md)',
    });
    return;
  }
  const text = textOf(join(tree.dir, file));
  if (text === null) {
    tree.problems.push({
      file,
      level: 'error',
      code: 'file-unreadable',
      message: 'the file cannot be read as UTF-8 text; save it as UTF-8 and check its rights',
    });
    return;
  }
  const read = readYaml(file, text);
  tree.problems.push(...('problems' in read ? read.problems : place[1](tree, read.loaded)));
}

function textOf(path: string): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(readFileSync(path));
  } catch {
    return null;
  }
}
