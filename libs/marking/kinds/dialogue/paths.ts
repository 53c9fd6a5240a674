import type { BodyOf } from '../../marked.js';

type Body = BodyOf<'dialogue'>;
type Node = Body['nodes'][number];
type Choice = Node['choices'][number];

export const nodeOf = (body: Body, id: string | undefined): Node | undefined => body.nodes.find((node) => node.id === id);

/** The way that loses the fewest points, and the one that loses most. The content check forbids circles; here they lead nowhere. */
export const bestPath = (body: Body): string[] => pathBy(body, (choice, rest) => choice.points - 1 + rest);
export const worstPath = (body: Body): string[] => pathBy(body, (choice, rest) => 1 - choice.points + rest);
const CIRCLE = -100;

interface Way {
  path: string[];
  worth: number;
}

function pathBy(body: Body, worth: (choice: Choice, rest: number) => number): string[] {
  const known = new Map<string, Way>();
  const from = (id: string | undefined): Way => {
    const node = nodeOf(body, id);
    if (!node) return { path: [], worth: 0 };
    const found = known.get(node.id);
    if (found) return found;
    known.set(node.id, { path: [], worth: CIRCLE });
    const ways = node.choices.map((choice) => {
      const rest = from(choice.next);
      return { path: [choice.id, ...rest.path], worth: worth(choice, rest.worth) };
    });
    const best = ways.reduce((a, b) => (b.worth > a.worth ? b : a));
    known.set(node.id, best);
    return best;
  };
  return from(body.start).path;
}

/** How likely it is to say only what is good by chance. */
export function chanceOf(body: Body): number {
  const known = new Map<string, number>();
  const from = (id: string | undefined): number => {
    const node = nodeOf(body, id);
    if (!node) return 1;
    const found = known.get(node.id);
    if (found !== undefined) return found;
    known.set(node.id, 0);
    const chance = node.choices.reduce((sum, choice) => sum + (choice.points === 1 ? from(choice.next) : 0), 0) / node.choices.length;
    known.set(node.id, chance);
    return chance;
  };
  return from(body.start);
}
