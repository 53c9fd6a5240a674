import { randomUUID } from 'node:crypto';

/** Texts, recordings, marks and objections: their bodies are well formed, so that what is not there is told as such. */
export const OF_HAND = /\/(drafts|recordings|marks|objections)\b|^\/api\/phrases$/;

/** What belongs to bytes stands in the query. */
export const handQueryFor = (path: string): string => (path.endsWith('/recordings/:recordingId') ? '?exerciseId=no.such.task&size=3&from=0' : '');

export function handBodyFor(path: string): unknown {
  if (path.includes('/drafts/')) return { text: 'Entwurf' };
  if (path.includes('/recordings/')) return Buffer.from('AAA');
  if (path.endsWith('/marks')) return { markId: randomUUID(), after: 0, points: { inhalt: 1 }, ticked: [], comment: null };
  if (path.includes('/runs/')) return { exerciseId: 'no.such.task', reason: 'key', text: '' };
  return path === '/api/phrases' ? { phrases: [] } : {};
}
