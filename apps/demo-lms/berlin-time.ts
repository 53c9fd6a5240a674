/** Moodle's server clock stands on Europe/Berlin: results are printed so, and stamps without a zone are read so. */
const STAMP = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|z|[+-]\d{2}:?\d{2})?$/;

const parts = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Europe/Berlin',
  hourCycle: 'h23',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
});

function offsetMinutes(ms: number): number {
  const of = Object.fromEntries(parts.formatToParts(ms).map((p) => [p.type, Number(p.value)]));
  const local = Date.UTC(of['year'] ?? 0, (of['month'] ?? 1) - 1, of['day'], of['hour'], of['minute'], of['second']);
  return Math.round((local - ms) / 60_000);
}

/** ISO 8601 in Berlin time, offset written +01:00, or +0100 without the colon. */
export function berlinIso(seconds: number, colon = true): string {
  const minutes = offsetMinutes(seconds * 1000);
  const local = new Date(seconds * 1000 + minutes * 60_000).toISOString().slice(0, 19);
  const hours = String(Math.floor(Math.abs(minutes) / 60)).padStart(2, '0');
  const rest = String(Math.abs(minutes) % 60).padStart(2, '0');
  return `${local}${minutes < 0 ? '-' : '+'}${hours}${colon ? ':' : ''}${rest}`;
}

/** Whole seconds of an AGS timestamp (fractions are cut off, as strtotime does); null where it is none. */
export function readStamp(stamp: unknown): number | null {
  const match = typeof stamp === 'string' ? STAMP.exec(stamp) : null;
  if (!match) return null;
  const text = match[0].replace(/\.\d+/, '').replace(/([+-]\d{2})(\d{2})$/, '$1:$2');
  if (match[3]) return toSeconds(Date.parse(text));
  const asUtc = Date.parse(`${text}Z`);
  return toSeconds(asUtc - offsetMinutes(asUtc) * 60_000);
}

function toSeconds(ms: number): number | null {
  return Number.isNaN(ms) ? null : Math.floor(ms / 1000);
}
