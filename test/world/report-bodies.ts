import { randomUUID } from 'node:crypto';
import { EMPTY_TEXT } from '#lotse/contract';

/** Well formed bodies for the routes of reports, about things that nobody has. */
export function reportBodyFor(path: string): unknown {
  const day = '2030-01-01';
  const text = { development: EMPTY_TEXT, goals: [], recommendation: null, recommendationText: EMPTY_TEXT, exit: null };
  if (path.endsWith('/statement') || path.endsWith('/questions') || path.endsWith('/answer')) return { text: 'Danke' };
  if (path.endsWith('/participations/:participationId/reports')) return { occasion: 'OTHER', dueOn: null, from: '2026-01-01', to: '2026-01-31' };
  if (path.endsWith('/review')) return { revision: 1, checks: [], kept: [] };
  if (path.endsWith('/releases'))
    return { recipientId: randomUUID(), scope: ['goals'], purpose: 'close-case', legalBasis: 'consent', basisNote: '', fromOn: day, untilOn: day };
  if (/\/(compile|disclose|hand-over)$/.test(path)) return { revision: 1 };
  return path.endsWith('/reports/:reportId') ? { revision: 1, text } : {};
}
