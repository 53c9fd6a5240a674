import type { KindRules } from '../../marked.js';
import { showLine } from '../parts.js';
import { shuffled, seedFor } from '../../random.js';
import { fillLine } from '../../fill-prose.js';
import { bestPath, chanceOf, worstPath } from './paths.js';
import { markDialogue, walk } from './mark.js';

export const dialogue: KindRules<'dialogue'> = {
  mark: markDialogue,
  solve: (body) => ({ kind: body.kind, path: bestPath(body) }),
  wrong: (body) => ({ kind: body.kind, path: worstPath(body) }),
  view: (body, values, shuffle) => ({
    kind: body.kind,
    ...(body.partner === undefined ? {} : { partner: fillLine(body.partner, values) }),
    start: body.start,
    nodes: body.nodes.map((node) => ({
      id: node.id,
      says: fillLine(node.says, values),
      saysPlain: fillLine(node.saysPlain, values),
      choices: shuffled(node.choices, seedFor(node.id, shuffle)).map((choice) => ({
        ...showLine(choice, values),
        ...(choice.next === undefined ? {} : { next: choice.next }),
      })),
    })),
  }),
  chance: chanceOf,
  parts: () => [],
  tally: (body, { path }, { values }) =>
    walk(body, path).steps.map(({ node, choice }) => ({
      part: fillLine(node.says, values),
      given: fillLine(choice.text, values),
      right: choice.points === 1,
    })),
};
