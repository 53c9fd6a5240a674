import type { TaskView as TaskViewSchema } from '#lotse/contract';
import type { output } from 'zod/mini';
import { textOf } from '../prose/text-of.js';
import type { Level } from './players/player.js';

type Task = output<typeof TaskViewSchema>;

/** What is read aloud: the stem, then what there is to choose from. */
export function spokenText(task: Task, level: Level): string {
  return [...(task.group === undefined ? [] : [textOf(task.group.stem[level])]), textOf(task.stem[level]), ...bodyLines(task.body, level)].join('\n');
}

function bodyLines(body: Task['body'], level: Level): string[] {
  switch (body.kind) {
    case 'single-choice':
    case 'multiple-choice':
      return body.options.map((option, i) => `${i + 1}: ${textOf(level === 'plain' ? option.textPlain : option.text)}`);
    case 'order':
      return body.items.map((item) => textOf(level === 'plain' ? item.textPlain : item.text));
    case 'matching':
      return [
        ...body.left.map((line) => textOf(level === 'plain' ? line.textPlain : line.text)),
        ...body.right.map((one) => (level === 'plain' ? one.textPlain : one.text)),
      ];
    case 'number-steps':
      return body.steps.map((step) => (level === 'plain' ? step.labelPlain : step.label));
    case 'calculation':
      return body.rows.map((row) => `${level === 'plain' ? row.labelPlain : row.label}: ${row.given ?? ''} ${row.unit ?? ''}`);
    case 'hot-text':
      return [textOf(body.text[level], '').trim(), ...body.spots.map((spot) => (level === 'plain' ? spot.textPlain : spot.text))];
    case 'word-order':
      return body.words.map((word) => word.text);
    case 'ending':
      return body.items.map((item) => `${textOf(item.text, 'Lücke')}: ${item.options.join(', ')}`);
    case 'task-reading':
      return body.spans.map((span) => (level === 'plain' ? span.textPlain : span.text));
    case 'cloze':
      return [textOf(body.text[level], 'Lücke')];
    case 'booking':
      return body.accounts.map((account) => (level === 'plain' ? account.textPlain : account.text));
    case 'dialogue': {
      const start = body.nodes.find((node) => node.id === body.start);
      return start === undefined
        ? []
        : [level === 'plain' ? start.saysPlain : start.says, ...start.choices.map((choice) => (level === 'plain' ? choice.textPlain : choice.text))];
    }
    case 'recording':
    case 'writing':
      return body.points.map((point) => (level === 'plain' ? point.textPlain : point.text));
    case 'open':
    case 'dictation':
    case 'number':
      return [];
  }
}
