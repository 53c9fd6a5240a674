import type { BodyOf } from './player.js';

export type TalkNode = BodyOf<'dialogue'>['nodes'][number];
interface Step {
  node: TalkNode;
  choice: TalkNode['choices'][number];
}

/** What was said along a path, and where the talk stands; null: it is over. */
export function talkAlong(body: BodyOf<'dialogue'>, path: readonly string[]): { steps: Step[]; node: TalkNode | null } {
  const nodeOf = (id: string | undefined): TalkNode | null => body.nodes.find((one) => one.id === id) ?? null;
  const steps: Step[] = [];
  let node = nodeOf(body.start);
  for (const id of path) {
    const choice: Step['choice'] | undefined = node?.choices.find((one) => one.id === id);
    if (node === null || choice === undefined) break;
    steps.push({ node, choice });
    node = nodeOf(choice.next);
  }
  return { steps, node };
}
