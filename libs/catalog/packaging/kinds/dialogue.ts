import { error, halfReason, type FileOf } from '../check/world.js';
import type { ContentProblem, Loaded } from '../problem.js';
import { packLine, packReason, type KindBuild } from './kind-build.js';

type Talk = Loaded<FileOf<'dialogue'>>;

export const dialogue: KindBuild<'dialogue'> = {
  pack: (file, pen) => ({
    kind: 'dialogue',
    ...(file.partner === undefined ? {} : { partner: pen.line(['partner'], file.partner) }),
    start: file.start,
    nodes: file.nodes.map((node, at) => ({
      id: node.id,
      says: pen.line(['nodes', at, 'says'], node.says),
      saysPlain: pen.line(['nodes', at, 'saysPlain'], node.saysPlain ?? node.says),
      choices: node.choices.map((choice, index) => {
        const path = ['nodes', at, 'choices', index];
        const { points, register, next } = choice;
        return {
          ...packLine(choice, path, pen),
          points,
          ...(register === undefined ? {} : { register }),
          ...(next === undefined ? {} : { next }),
          ...packReason(choice, path, pen),
        };
      }),
    })),
  }),
  check: (at) => [...ways(at), ...choices(at), ...circle(at)],
  parts: (file) => ({ field: 'nodes', parts: file.nodes }),
  formulas: () => [],
};

/** Every way leads somewhere, everything said can be reached, and one way is right. */
function ways(at: Talk): ContentProblem[] {
  const { start, nodes } = at.value;
  const ids = nodes.map((node) => node.id);
  const used = new Set([start, ...nodes.flatMap((node) => node.choices.flatMap((choice) => choice.next ?? []))]);
  return [
    ...(ids.includes(start) ? [] : [error(at, ['start'], 'unknown-item', `there is no node "${start}"; use one of ${ids.join(', ')}`)]),
    ...nodes.flatMap((node, index) => [
      ...(used.has(node.id)
        ? []
        : [error(at, ['nodes', index], 'node-unreached', `no choice leads to "${node.id}"; lead one there with "next" or take it out`)]),
      ...node.choices.flatMap(({ next }, choice) =>
        next === undefined || ids.includes(next)
          ? []
          : [error(at, ['nodes', index, 'choices', choice, 'next'], 'unknown-item', `there is no node "${next}"; use one of ${ids.join(', ')}`)],
      ),
      ...(node.choices.some((choice) => choice.points === 1)
        ? []
        : [error(at, ['nodes', index], 'no-right', `at "${node.id}" no choice has 1 point; whoever gets there must be able to say something good`)]),
    ]),
  ];
}

/** Ids once in a node; whatever loses points says why. */
function choices(at: Talk): ContentProblem[] {
  return at.value.nodes.flatMap((node, index) =>
    node.choices.flatMap((choice, place) => {
      const path = ['nodes', index, 'choices', place];
      const first = node.choices.findIndex((one) => one.id === choice.id);
      return [
        ...halfReason(at, path, choice),
        ...(first === place ? [] : [error(at, [...path, 'id'], 'id-twice', `the id "${choice.id}" stands twice at "${node.id}"; give each its own`)]),
        ...(choice.points < 1 && choice.feedback === undefined
          ? [error(at, path, 'reason-missing', `"${choice.text}" loses points and says no reason; add "feedback" and "feedbackPlain"`)]
          : []),
      ];
    }),
  );
}

/** A talk that comes back to where it was would never end. */
function circle(at: Talk): ContentProblem[] {
  const { nodes } = at.value;
  const ended = new Set<string>();
  let found = true;
  while (found) {
    const next = nodes.filter((node) => !ended.has(node.id) && node.choices.every((choice) => choice.next === undefined || ended.has(choice.next)));
    found = next.length > 0;
    for (const node of next) ended.add(node.id);
  }
  const stuck = nodes.filter((node) => !ended.has(node.id)).map((node) => node.id);
  const known = nodes.flatMap((node) => node.choices.flatMap(({ next }) => next ?? [])).every((id) => nodes.some((node) => node.id === id));
  return stuck.length > 0 && known
    ? [error(at, ['nodes'], 'circle', `the talk goes round in a circle at ${stuck.join(', ')}; let every way come to an end`)]
    : [];
}
