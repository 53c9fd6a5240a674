/**
 * Pairs of keys for tests: as real as any, but a worker makes only a few and hands them out again in turn, each time under a new
 * name. Where a server is given more than that, two of its keys may be the same pair under two names.
 */
import { KEY_SOURCE } from '../../libs/lti/keys/key-pair.js';

const PAIRS = 6;
const { pair } = KEY_SOURCE;
const made: ReturnType<typeof pair>[] = [];
let asked = 0;

KEY_SOURCE.pair = () => (made[asked++ % PAIRS] ??= pair());
