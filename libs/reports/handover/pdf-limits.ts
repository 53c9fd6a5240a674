/** What making one PDF may cost. Tests set others for a moment. */
export const PDF_LIMITS = {
  /** Longer is no report: the process is ended and the next letter gets a fresh one. */
  ms: 10_000,
  /** Memory of the process, also what the compiler takes for itself. The longest letter needs a third of it. */
  kilobytes: 512 * 1024,
  waiting: 50,
  /** More than a text of 256 KiB and its facts come to. */
  letters: 600_000,
};
