import { LineCounter, isMap, isScalar, isSeq, parseDocument, type Node } from 'yaml';
import { problemAt, type ContentProblem, type FieldPath, type Loaded } from './problem.js';

const LARGEST = 200_000;
const MOST_ALIASES = 20;

/**
 * Reads one YAML text as plain data: YAML 1.2, no tags, no merge keys, each key once, few aliases.
 * Never throws: what cannot be read is a problem with its line.
 */
export function readYaml(file: string, text: string): { loaded: Loaded<unknown> } | { problems: ContentProblem[] } {
  const lines = new LineCounter();
  const nowhere = { file, line: () => undefined };
  const fault = (message: string, line?: number): ContentProblem => problemAt({ file, line: () => line }, [], { code: 'yaml', message });
  if (text.length > LARGEST) return { problems: [fault(`the file is longer than ${LARGEST} characters; split it`)] };
  try {
    const doc = parseDocument(text, { lineCounter: lines, version: '1.2', schema: 'core', merge: false, uniqueKeys: true, prettyErrors: false });
    const faults = [...doc.errors, ...doc.warnings].map((error) => fault(advice(error.message), lines.linePos(error.pos[0]).line));
    if (faults.length > 0) return { problems: faults };
    if (!isMap(doc.contents)) return { problems: [fault('the file must hold fields, each on its own line as "name: value"', 1)] };
    const value: unknown = doc.toJS({ maxAliasCount: MOST_ALIASES });
    return { loaded: { file, value, line: (path) => lineOf(doc.contents, path, lines) } };
  } catch (cause) {
    return {
      problems: [
        problemAt(nowhere, [], { code: 'yaml', message: `the file cannot be read: ${cause instanceof Error ? cause.message : String(cause)}; simplify it` }),
      ],
    };
  }
}

function advice(message: string): string {
  const hint = /\btabs?\b/i.test(message)
    ? 'indent with spaces; a tab is not allowed there'
    : /tag/i.test(message)
      ? 'tags such as !x are not allowed; put the text in quotes'
      : /unique/i.test(message)
        ? 'each field may stand once; delete one of the two'
        : /alias|anchor/i.test(message)
          ? 'put text that begins with * or & in quotes'
          : 'check indentation and colons; put text with ": ", "#", "{", "[" or "*" at its start in quotes or write it as a block with ">-"';
  return `this is not valid YAML (${message.split('\n')[0] ?? ''}): ${hint}`;
}

/** The line of the deepest part of the path that exists. */
function lineOf(root: Node | null, path: FieldPath, lines: LineCounter): number | undefined {
  let node: unknown = root;
  let offset: number | undefined = root?.range?.[0];
  for (const step of path) {
    if (isMap(node)) {
      const pair = node.items.find((item) => isScalar(item.key) && String(item.key.value) === String(step));
      if (!pair) break;
      if (isScalar(pair.key) && pair.key.range) offset = pair.key.range[0];
      node = pair.value;
    } else if (isSeq(node) && typeof step === 'number') {
      const item: unknown = node.items[step];
      if (item === undefined) break;
      if (isMap(item) || isSeq(item) || isScalar(item)) offset = item.range?.[0] ?? offset;
      node = item;
    } else break;
  }
  return offset === undefined ? undefined : lines.linePos(offset).line;
}
