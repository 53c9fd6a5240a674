import type { Response } from '../../answers/drafts.js';
import type { TaskBody } from './player.js';

export type Missing = 'choice' | 'pick' | 'number' | 'gaps';

/** What still lacks before an answer can be sent; a try is not spent on a slip. */
export function missingIn(body: TaskBody, response: Response | null): Missing | null {
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
    case 'order':
      return null;
  }
}
