import type { Response } from '../../state/drafts.js';
import type { TaskBody } from './player.js';
import { talkAlong } from './talk.js';

export type Missing = 'choice' | 'pick' | 'number' | 'gaps' | 'pairs' | 'words' | 'lines' | 'talk' | 'sentences' | 'text' | 'recording' | 'change';

/**
 * What still lacks before an answer can be sent; a try is not spent on a slip, nor on the same answer again. In an exam parts may be
 * left empty: only where there is nothing at all something lacks.
 */
export function missingIn(body: TaskBody, response: Response | null, before: Response | null, exam = false): Missing | null {
  if (exam && response !== null) return null;
  return emptyIn(body, response) ?? (before !== null && isSame(before, response) ? 'change' : null);
}

function isSame(a: Response, b: Response | null): boolean {
  const [one, other] = [a, b].map((response) => JSON.stringify(response, (_, value: unknown) => sorted(value)));
  return one === other;
}

/** Gaps come in the order they were filled. */
function sorted(value: unknown): unknown {
  const isRecord = typeof value === 'object' && value !== null && !Array.isArray(value);
  return isRecord ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))) : value;
}

function emptyIn(body: TaskBody, response: Response | null): Missing | null {
  switch (body.kind) {
    case 'single-choice':
      return response?.kind === 'single-choice' ? null : 'choice';
    case 'multiple-choice': {
      const chosen = response?.kind === 'multiple-choice' ? response.choices.length : 0;
      return chosen === body.pick ? null : 'pick';
    }
    case 'number':
      return response?.kind === 'number' && response.text.trim() !== '' ? null : 'number';
    case 'cloze': {
      const gaps = response?.kind === 'cloze' ? response.gaps : {};
      return body.gaps.every((gap) => (gaps[gap.id] ?? '').trim() !== '') ? null : 'gaps';
    }
    case 'matching': {
      const pairs = response?.kind === 'matching' ? response.pairs : {};
      return body.left.every((line) => (pairs[line.id] ?? '') !== '') ? null : 'pairs';
    }
    case 'task-reading': {
      const roles = response?.kind === 'task-reading' ? response.roles : {};
      return body.spans.every((span) => roles[span.id] !== undefined) ? null : 'pairs';
    }
    case 'ending': {
      const endings = response?.kind === 'ending' ? response.endings : {};
      return body.items.every((item) => (endings[item.id] ?? '') !== '') ? null : 'pairs';
    }
    case 'hot-text':
      return response?.kind === 'hot-text' && response.spots.length === body.pick ? null : 'pick';
    case 'word-order':
      return response?.kind === 'word-order' && response.words.length >= body.length ? null : 'words';
    case 'number-steps':
      return response?.kind === 'number-steps' && isTyped(response.steps) ? null : 'number';
    case 'calculation':
      return response?.kind === 'calculation' && isTyped(response.rows) ? null : 'number';
    case 'booking': {
      const sides = response?.kind === 'booking' ? [response.soll, response.haben] : [[], []];
      return sides.every((lines) => lines.some((line) => line.account !== '' && line.amount.trim() !== '')) ? null : 'lines';
    }
    case 'dictation': {
      const typed = response?.kind === 'dictation' ? response.sentences : {};
      return body.sentences.every((sentence) => (typed[sentence.id] ?? '').trim() !== '') ? null : 'sentences';
    }
    case 'dialogue':
      return response?.kind === 'dialogue' && talkAlong(body, response.path).node === null ? null : 'talk';
    case 'recording':
      return response?.kind === 'recording' && response.recording !== '' ? null : 'recording';
    case 'open':
    case 'writing':
      return response?.kind === body.kind && response.text.trim() !== '' ? null : 'text';
    case 'order':
      return null;
  }
}

/** A value may be left out: then the next one goes on with the true value. */
function isTyped(values: Readonly<Record<string, string>>): boolean {
  return Object.values(values).some((text) => text.trim() !== '');
}
