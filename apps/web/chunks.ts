import { readdirSync, readFileSync } from 'node:fs';

type Modules = { getModuleInfo: (id: string) => { importers: readonly string[]; isEntry: boolean } | null };

const EARLIER = new Set(['early', 'lotse', 'players', 'task', 'shared', 'players-more', 'editor', 'board']);
/** The editor for formatted text and all it brings along: staff and boards need it, a task does not. */
const EDITOR = /\/node_modules\/(@tiptap|prosemirror-|linkifyjs|orderedmap|rope-sequence|w3c-keyname)|\/kit\/rich-text\/(editor|extensions|toolbar)/;
/** What only a board needs beside it. A room stands without both; they follow. */
const BOARD =
  /\/node_modules\/@tiptap\/(y-tiptap|extension-(collaboration|heading|table))|\/rooms\/board\/(board-editor|board-nodes|add-to-board|shrink-picture)\./;
/** The script that goes ahead of all else, see first-call.ts; it is built as an entry of its own. */
const EARLY = /\/kit\/(session\/(first-call|launch)|address\/addresses)\.ts$/;
const SRC = /\/apps\/web\/src\/([^?]+)/;
const MESSAGE = /\/paraglide\/messages\/([^/]+)\.js$/;

/**
 * The files the browser fetches: `lotse` is what the entry reaches without a dynamic import, the first load; behind it
 * come one for the players, one for each area and one for what areas share. What goes with a page is one request, not forty.
 */
export function chunkGroups(src: string): { name: (id: string, modules: Modules) => string | null; priority: number; debugName: string }[] {
  const users = messageUsers(src);
  const first = new Map<string, boolean>();

  function isFirst(id: string, modules: Modules, seen = new Set<string>()): boolean {
    const known = first.get(id);
    if (known !== undefined) return known;
    if (seen.has(id)) return false;
    seen.add(id);
    const info = modules.getModuleInfo(id);
    const found = info !== null && (info.isEntry || info.importers.some((one) => isFirst(one, modules, seen)));
    if (found || seen.size === 1) first.set(id, found);
    return found;
  }

  function nameOf(id: string, modules: Modules): string | null {
    // messages and schemas come through a barrel: it is not what imports them
    const message = MESSAGE.exec(id)?.[1];
    if (message !== undefined) return common((users.get(message) ?? []).map((file) => nameOf(src + file, modules)));
    if (/\/libs\/(contract|marking)\//.test(id)) return 'shared';
    if (/\/paraglide\/(?!problems\/)/.test(id)) return null;
    if (EARLY.test(id)) return 'early';
    if (isFirst(id, modules)) return 'lotse';
    if (BOARD.test(id)) return 'board';
    if (/\/node_modules\/(yjs|lib0|y-protocols)\//.test(id)) return 'rooms';
    if (EDITOR.test(id)) return 'editor';
    return areaOf(SRC.exec(id)?.[1] ?? '') ?? (/lucide-react/.test(id) ? 'shared' : null);
  }
  // a group takes along what its files import: so what is shared is dealt out first
  const only = (wanted: (name: string) => boolean) => (id: string, modules: Modules) => {
    const name = nameOf(id, modules);
    return name !== null && wanted(name) ? name : null;
  };
  return [
    { name: only((name) => name === 'early'), priority: 7, debugName: 'first call' },
    { name: only((name) => name === 'lotse'), priority: 6, debugName: 'first load' },
    { name: only((name) => name === 'players'), priority: 5, debugName: 'players' },
    { name: only((name) => name === 'task'), priority: 4, debugName: 'task' },
    { name: only((name) => name === 'shared'), priority: 3, debugName: 'shared' },
    { name: only((name) => name === 'players-more' || name === 'editor'), priority: 2, debugName: 'other players, editor' },
    { name: only((name) => !EARLIER.has(name)), priority: 1, debugName: 'areas' },
    { name: only((name) => name === 'board'), priority: 0, debugName: 'board' },
  ];
}

/** Which file a part of the sources that is not needed at once goes into; null: the bundler decides. */
function areaOf(file: string): string | null {
  if (/(text-form|comment-field)\./.test(file)) return null;
  if (file.endsWith('.css')) return 'task'; // all styles are one file: what is left of them in script is empty
  if (/^kit\/task\/players\/(single-choice|multiple-choice|number|cloze|order|missing|ordering)\./.test(file)) return 'players';
  if (/^kit\/task\/players\/(?!mark|number-echo|read-number)/.test(file)) return 'players-more';
  if (/^kit\/(task|prose|settings)\/|^trainee\/(task|answers)\/|^kit\/design\/failed|^app\/(?!account|begin|setup)/.test(file)) return 'task';
  if (file.startsWith('paraglide/problems/')) return 'shared';
  const [, area, part] = /^(kit|trainee|course|tenant|caseworker|account|rooms)\/([^/]+)/.exec(file) ?? [];
  if (area === undefined) return null;
  if (file.startsWith('trainee/exam/')) return 'exam';
  if (area === 'tenant') return `tenant-${part ?? ''}`;
  return area === 'kit' ? 'shared' : area;
}

/** Where all users of a message are: in their own file if it is one, else with what is loaded before both. */
function common(names: (string | null)[]): string | null {
  if (names.includes('lotse')) return 'lotse';
  const [one, ...others] = new Set(names);
  if (others.length === 0) return one ?? null;
  return [one, ...others].every((name) => name?.startsWith('players') || name === 'task' || name === 'trainee' || name === 'exam') ? 'task' : 'shared';
}

/** Which sources use a message, by its key. */
function messageUsers(src: string): Map<string, string[]> {
  const users = new Map<string, string[]>();
  const files = readdirSync(src, { recursive: true, encoding: 'utf8' }).filter((file) => /\.(tsx?|js)$/.test(file) && !/^paraglide.(?!problems)/.test(file));
  for (const file of files)
    for (const [, key = ''] of readFileSync(src + file, 'utf8').matchAll(/\bm\.(\w+)/g))
      users.set(key, [...(users.get(key) ?? []), file.replaceAll('\\', '/')]);
  return users;
}
