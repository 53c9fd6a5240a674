/** Elements that are opened; all others are passed over. */
const SEGMENT = 0x18538067;
const CLUSTER = 0x1f43b675;
const OPENED: ReadonlySet<number> = new Set([SEGMENT, CLUSTER, 0x1549a966 /* Info */, 0xa0 /* BlockGroup */]);
const SCALE = 0x2ad7b1;
const DURATION = 0x4489;
const TIMESTAMP = 0xe7;
const BLOCKS: ReadonlySet<number> = new Set([0xa3, 0xa1]);
const USUAL_SCALE = 1_000_000;
/** A minute has some three thousand. */
const MOST_ELEMENTS = 50_000;

interface Heard {
  /** Nanoseconds of one unit. */
  scale: number;
  /** The duration, where it is said. */
  said: number;
  /** When the cluster begins; null before the first. */
  cluster: number | null;
  /** When the last block is heard. */
  last: number | null;
}

/**
 * Seconds in a WebM file: browsers record without a duration and with elements of unknown size, so that the last block says
 * how long it is. Null where there is no block.
 */
export function webmSeconds(bytes: Buffer): number | null {
  const heard: Heard = { scale: USUAL_SCALE, said: 0, cluster: null, last: null };
  let at = 0;
  for (let elements = 0; at < bytes.length && elements < MOST_ELEMENTS; elements += 1) {
    const id = readId(bytes, at);
    const size = id && readSize(bytes, at + id.length);
    if (!id || !size) break;
    const from = at + id.length + size.length;
    const end = Math.min(bytes.length, from + size.value);
    if (from <= bytes.length) hear(id.value, bytes.subarray(from, end), heard);
    at = OPENED.has(id.value) ? from : end;
  }
  return heard.last === null ? null : (Math.max(heard.last, heard.said) * heard.scale) / 1e9;
}

function hear(id: number, data: Buffer, heard: Heard): void {
  if (id === CLUSTER) heard.cluster = 0;
  if (id === SCALE) heard.scale = whole(data);
  if (id === DURATION) heard.said = float(data);
  if (heard.cluster === null) return;
  if (id === TIMESTAMP) heard.cluster = whole(data);
  if (BLOCKS.has(id)) heard.last = Math.max(heard.last ?? 0, heard.cluster + relative(data));
}

interface Read {
  value: number;
  length: number;
}

/** The number of leading zero bits says how many bytes follow; an id keeps its first bit. */
function readId(bytes: Buffer, at: number): Read | null {
  const length = Math.clz32(bytes[at] ?? 0) - 23;
  return length > 4 || at + length > bytes.length ? null : { value: bytes.readUIntBE(at, length), length };
}

/** All bits set: unknown, up to the end of the file. */
function readSize(bytes: Buffer, at: number): Read | null {
  const length = Math.clz32(bytes[at] ?? 0) - 23;
  if (length > 8 || at + length > bytes.length) return null;
  let value = (bytes[at] ?? 0) & (0xff >> length);
  let isUnknown = value === 0xff >> length;
  for (const byte of bytes.subarray(at + 1, at + length)) {
    value = value * 256 + byte;
    isUnknown &&= byte === 0xff;
  }
  return { value: isUnknown ? bytes.length : value, length };
}

function whole(data: Buffer): number {
  return data.subarray(0, 8).reduce((value, byte) => value * 256 + byte, 0);
}

function float(data: Buffer): number {
  const value = data.length === 4 ? data.readFloatBE() : data.length === 8 ? data.readDoubleBE() : 0;
  return Number.isFinite(value) ? value : 0;
}

/** A block begins with its track and 16 bits with a sign: when it is heard, from the cluster on. */
function relative(data: Buffer): number {
  const track = readSize(data, 0);
  return track && track.length + 2 <= data.length ? data.readInt16BE(track.length) : 0;
}
