/** Codes of PostgreSQL for a character that it keeps in no text: NUL, or half of a pair in a JSON value. */
const CODES = new Set(['22021', '22P05']);

/** True where the database refused a text for a character in it: that is for whoever sent it, and no fault of ours. */
export function isUnstorable(error: unknown): boolean {
  const thrown = error as { driverError?: { code?: unknown }; code?: unknown; message?: unknown } | null;
  const code = thrown?.driverError?.code ?? thrown?.code;
  return typeof code === 'string' && (CODES.has(code) || (code === '22P02' && /type json/.test(String(thrown?.message))));
}
