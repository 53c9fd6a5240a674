/** How many messages of one connection are taken: ten a second, twenty at once. */
export const PER_SECOND = 10;
export const BURST = 20;
/** So many refused ones without a pause, and the connection ends. */
export const PATIENCE = 200;

export interface Bucket {
  tokens: number;
  at: number;
  refused: number;
}
export const fullBucket = (now: number): Bucket => ({ tokens: BURST, at: now, refused: 0 });

/** Pure. A message that is taken makes the refused ones forgotten once the bucket is half full again. */
export function take(bucket: Bucket, now: number): { bucket: Bucket; taken: boolean } {
  const tokens = Math.min(BURST, bucket.tokens + (Math.max(0, now - bucket.at) * PER_SECOND) / 1000);
  if (tokens < 1) return { bucket: { tokens, at: now, refused: bucket.refused + 1 }, taken: false };
  return { bucket: { tokens: tokens - 1, at: now, refused: tokens > BURST / 2 ? 0 : bucket.refused }, taken: true };
}
