/**
 * A typed code in the letters and digits it means: digits of every script are digits (Unicode has them in runs of ten, from zero
 * upwards), wide and ornamental letters are plain ones, spaces and invisible signs fall away.
 */
export function plainCode(typed: string): string {
  return typed
    .normalize('NFKC')
    .replace(/[\s\p{Cf}]/gu, '')
    .replace(/\p{Nd}/gu, digitOf);
}

function digitOf(sign: string): string {
  const point = sign.codePointAt(0) ?? 0;
  let before = 0;
  while (/\p{Nd}/u.test(String.fromCodePoint(point - before - 1))) before++;
  return String(before % 10);
}
