/** Fields that would tell a solution. */
const SOLUTION_WORDS = ['correct', 'answers', 'mistakes', 'misconception', 'explanation', 'solution', 'derive', 'tolerance'] as const;

/** Those of them a reply says; what a worked example shows on purpose is left out. */
export function solutionWordsIn(reply: unknown): string[] {
  const text = JSON.stringify(reply, (key, value: unknown) => (key === 'prefilled' ? undefined : value));
  return SOLUTION_WORDS.filter((word) => text.includes(`"${word}"`));
}
