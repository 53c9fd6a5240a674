/**
 * Pairs of keys for tests: as real as any, but a worker makes only a few and hands them out again in turn, each time under a new
 * name. A key and its follower are never the same pair; two platforms of one server may be.
 */
import { MINT } from '../libs/lti/keys/key-pair.js';

const PAIRS = 6;
const { rsa } = MINT;
const made: ReturnType<typeof rsa>[] = [];
let asked = 0;

MINT.rsa = () => (made[asked++ % PAIRS] ??= rsa());
