/**
 * The one fold for everything that people type into a field: answers, numbers, codes, order numbers, searches. Other ways to write
 * the same sign become the plain one, what cannot be seen falls away. What is stored and shown keeps its own signs.
 */

/** Signs that mean another one, by the sign they mean. */
const MEANT: readonly (readonly [signs: RegExp, plain: string])[] = [
  [/[\u0130]/g, 'I'],
  [/\u0131|i\u0307/g, 'i'],
  [/[\u066a\ufe6a]/g, '%'],
  [/[\u066b\u060c\u3001\ufe50\ufe51]/g, ','],
  [/[\u061b\ufe54]/g, ';'],
  [/\u061f/g, '?'],
  [/\u3002/g, '.'],
  [/[\u2018-\u201b\u02b9\u02bb-\u02bd\u02c8\u2032\u2035\u00b4`\u066c\ua78c\uff07]/g, "'"],
  [/[\u201c-\u201f\u00ab\u00bb\u2039\u203a\u2033\u2036\uff02\u300c-\u300f]/g, '"'],
  [/[\u2010-\u2015\u2212\u02d7\u2043\ufe58\ufe63\uff0d]/g, '-'],
];

/** These would lose their meaning: "5²" is not 52, "½" is not 1⁄2, and an accent that stands alone is no space. */
const KEPT = /[\u00a8\u00af\u00b2-\u00b4\u00b8\u00b9\u00bc-\u00be\u02d8-\u02dd\u2070-\u209c\u2150-\u215f\u2189]/;
/** Marks of direction, joiners, soft hyphens, selectors, fillers: nobody sees them. */
const INVISIBLE = /[\p{Default_Ignorable_Code_Point}\u180e\ufff9-\ufffb]/gu;

export function plainText(typed: string): string {
  // most of what is typed or searched through has plain letters only
  if (/^[ -~]*$/.test(typed)) return typed.replaceAll('`', "'").replace(/ +/g, ' ').trim();
  let text = typed
    .replace(/\p{Surrogate}/gu, '\ufffd')
    .replace(INVISIBLE, '')
    .normalize('NFC')
    .replace(/\P{ASCII}/gu, (sign) => (KEPT.test(sign) ? sign : sign.normalize('NFKC')))
    .normalize('NFC')
    .replace(/\p{Nd}/gu, digitOf);
  for (const [signs, plain] of MEANT) text = text.replace(signs, plain);
  return text.replace(/\s+/g, ' ').trim();
}

/** A typed code in the letters and digits it means; spaces say nothing in it. */
export function plainCode(typed: string): string {
  return plainText(typed).replaceAll(' ', '');
}

/** Unicode has the digits of every script in runs of ten, from zero upwards. */
function digitOf(sign: string): string {
  const point = sign.codePointAt(0) ?? 0;
  let before = 0;
  while (before < 60 && /\p{Nd}/u.test(String.fromCodePoint(point - before - 1))) before++;
  return String(before % 10);
}
