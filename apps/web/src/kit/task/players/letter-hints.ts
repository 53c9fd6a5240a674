const GREETING = /^\s*(sehr geehrte|guten (morgen|tag|abend)|hallo|liebe[rs]?\b|hi\b|moin)/iu;
const CLOSING =
  /((mit )?(freundliche[nrm]?|viele[nr]?|beste[nr]?|liebe[nr]?|herzliche[nr]?) gr(ü|ue)(ß|ss)e?n?|gr(ü|ue)(ß|ss)e|bis (bald|morgen|dann)|vielen dank)/iu;

/** Whether a letter or mail seems to have a greeting and a closing: a hint while writing, never a verdict. */
export function letterHints(text: string): { greeting: boolean; closing: boolean } {
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  return {
    greeting: lines.slice(0, 2).some((line) => GREETING.test(line)),
    closing: lines
      .slice(1)
      .slice(-3)
      .some((line) => CLOSING.test(line)),
  };
}
