import { plainText } from '#lotse/contract';

/** What fits the boxes of an answer sheet: digits of any script, and nothing else. */
export function digitsOnly(text: string): string {
  return plainText(text).replace(/\D/g, '').slice(0, 12);
}

/** Digits as they stand in the boxes: from the right, at least `FEWEST` boxes, so that their number gives nothing away. */
export function boxesOf(digits: string, decimals: number): { whole: string[]; decimals: string[]; spoken: string } {
  const boxes = [...digits.padStart(Math.max(FEWEST, decimals + 1), ' ')];
  const [whole, behind] = [boxes.slice(0, boxes.length - decimals), decimals === 0 ? [] : boxes.slice(-decimals)];
  const full = digits.padStart(decimals + 1, '0');
  const spoken = decimals === 0 ? full : `${full.slice(0, -decimals)},${full.slice(-decimals)}`;
  return { whole, decimals: behind, spoken };
}
const FEWEST = 8;
