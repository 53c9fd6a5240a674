/** Longest common subsequence of two lists: what stands in the right order among itself. */
export function longestRun(wanted: readonly string[], given: readonly string[]): string[] {
  const rows: string[][][] = Array.from({ length: wanted.length + 1 }, () => Array.from({ length: given.length + 1 }, () => []));
  const at = (i: number, j: number): string[] => rows[i]?.[j] ?? [];
  for (let i = 1; i <= wanted.length; i += 1) {
    for (let j = 1; j <= given.length; j += 1) {
      const word = wanted[i - 1] ?? '';
      const [over, left] = [at(i - 1, j), at(i, j - 1)];
      const longer = left.length > over.length ? left : over;
      const row = rows[i];
      if (row) row[j] = word === given[j - 1] ? [...at(i - 1, j - 1), word] : longer;
    }
  }
  return at(wanted.length, given.length);
}
