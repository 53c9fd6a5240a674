import { createHash } from 'node:crypto';

/** A uuid that is the same for the same text: what the seed makes is made once, however often it runs. */
export function stableId(text: string): string {
  const hex = createHash('sha256').update(`lotse demo ${text}`).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
