/**
 * How answers are read and judged: numbers as people type them, words with their slips, expressions of content
 * files, the variants of a task, and `mark()` itself. Pure functions without clock or chance: the server, the
 * content check and the browser (offline) call the same code and come to the same verdict.
 */
export { MARKING_VERSION, mark } from './mark.js';
export { UnfitResponse, type KindRules, type Marked, type Mode, type Tally } from './marked.js';
export { KIND_RULES, rulesOf } from './kinds/index.js';
export { handSheet, type HandSheet } from './kinds/hand/index.js';
export { handScore, handVerdict, isRight, MOST_POINTS, rubricFault } from './hand-score.js';
export { GONE, READ, WAITS } from './kinds/hand/phrases.js';
export { isHardToGuess, summarise } from './tally.js';
export { proseWords } from './prose-words.js';
export { fillLine } from './fill-prose.js';
export { viewTask } from './view-task.js';
export { solve, wrongAnswer } from './solve.js';
export { formatNumber } from './format-number.js';
export { parseNumber, type NumberReading } from './parse-number.js';
export { drawParams, familyOf, valuesFor } from './draw-params.js';
export { evaluateCondition, evaluateNumber, isTrue } from './evaluate.js';
export { ExpressionError, mayBeName, namesIn, parseExpression } from './expression.js';
export { alignWords, type AlignedWord } from './align-words.js';
export { compareWords, foldWords, sameWords, slipsForgiven } from './compare-words.js';
export { isFixedWord, turnsMeaning } from './fixed-words.js';
export { editDistance } from './edit-distance.js';
