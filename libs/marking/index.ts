/**
 * How answers are read and judged: numbers as people type them, words with their slips, expressions of content
 * files, the variants of a task, and `mark()` itself. Pure functions without clock or chance: the server, the
 * content check and the browser (offline) call the same code and come to the same verdict.
 */
export { MARKING_VERSION, mark } from './mark.js';
export { UnfitResponse, type Marked } from './marked.js';
export { viewTask } from './view-task.js';
export { solve } from './solve.js';
export { formatNumber } from './format-number.js';
export { parseNumber, type NumberReading } from './parse-number.js';
export { drawParams } from './draw-params.js';
export { evaluateCondition, evaluateNumber } from './evaluate.js';
export { ExpressionError, mayBeName, namesIn, parseExpression } from './expression.js';
export { compareWords, sameWords } from './compare-words.js';
