/**
 * A secret in a packed reply: it goes out added to a mask that is drawn anew each time, so that the packed length says nothing
 * about it (BREACH). Both halves are of the letters that base64url has.
 */
const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

const shifted = (text: string, mask: string, sign: 1 | -1): string =>
  [...text].map((letter, at) => LETTERS[(LETTERS.indexOf(letter) + sign * LETTERS.indexOf(mask[at] ?? 'A') + 64) % 64]).join('');

export function disguised(secret: string, random: (bytes: number) => Uint8Array): string {
  const mask = [...random(secret.length)].map((byte) => LETTERS[byte % 64]).join('');
  return `${mask}.${shifted(secret, mask, 1)}`;
}

export function undisguised(pair: string): string {
  const [mask = '', text = ''] = pair.split('.');
  return shifted(text, mask, -1);
}
