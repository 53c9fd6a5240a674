import { randomUUID } from 'node:crypto';

/** Routes around a live hour: groups, plan, attendance. */
export const OF_HOURS = /\/(groups|plan|meetings\/:meetingId|records|late|hours|attendance|calendar)\b/;

/** Well formed bodies for them, about things that nobody has. */
export function hourBodyFor(path: string): unknown {
  const time = { day: '2030-01-08', from: '10:00', to: '11:30' };
  const decided = { status: 'NO_SHOW', mode: null, learningPlace: null, minutes: 0 };
  const where = { placeLabel: null, supportElement: 'SUPPORT_TEACHING', groupId: null };
  if (/\/groups(\/:groupId)?$/.test(path)) return { name: 'G', personIds: [randomUUID()] };
  if (/\/plan(\/preview)?$/.test(path)) return { ...time, ...where, tutorId: null, series: null };
  if (path.endsWith('/late')) return { ...time, day: '2026-01-08', ...where };
  if (path.endsWith('/move')) return { ...time, placeLabel: null, reason: 'Raum belegt' };
  if (path.endsWith('/cancel')) return { reason: 'Raum belegt', which: 'one' };
  if (path.endsWith('/meetings/:meetingId/restore')) return { which: 'one' };
  if (path.endsWith('/substitute')) return { tutorId: randomUUID(), reason: 'Vertretung' };
  if (path.endsWith('/excuse')) return { isComing: false };
  if (path.endsWith('/meetings/:meetingId/attendance')) return { lines: [{ personId: randomUUID(), ...decided }] };
  if (path.endsWith('/next-time')) return { text: 'Fristen noch einmal' };
  if (path.endsWith('/preparation')) return { groups: [], polls: [] };
  if (path.endsWith('/correct')) return { ...decided, because: 'Verwechselt' };
  if (path.endsWith('/statement')) return { agrees: true, text: null };
  return path.endsWith('/reason') ? { reason: 'OTHER' } : {};
}
