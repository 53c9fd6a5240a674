const OPENED: ReadonlySet<string> = new Set(['moov', 'trak', 'mdia', 'mvex', 'moof', 'traf']);
const MOST_BOXES = 20_000;

/** What is read of the boxes, one after the other: a file has one track. */
interface Heard {
  /** Of the whole file, where its head says it. */
  said: number;
  /** Units in a second, of the track. */
  scale: number;
  /** Units of a sample where a run of samples does not say it. */
  usual: number;
  own: number;
  /** Where the next run of samples begins, and where the last one ends. */
  at: number;
  end: number;
}

/**
 * Seconds in an MP4 file: its head says them, or the runs of samples where it was written in fragments, as browsers record.
 * Null where neither does.
 */
export function mp4Seconds(bytes: Buffer): number | null {
  const heard: Heard = { said: 0, scale: 0, usual: 0, own: 0, at: 0, end: 0 };
  let at = 0;
  for (let boxes = 0; at + 8 <= bytes.length && boxes < MOST_BOXES; boxes += 1) {
    const size = bytes.readUInt32BE(at);
    const name = bytes.toString('latin1', at + 4, at + 8);
    const end = Math.min(bytes.length, size === 0 ? bytes.length : at + size);
    if (size !== 0 && size < 8) break;
    if (!OPENED.has(name)) hear(name, bytes.subarray(at + 8, end), heard);
    at = OPENED.has(name) ? at + 8 : end;
  }
  const seconds = Math.max(heard.said, heard.scale > 0 ? heard.end / heard.scale : 0);
  return seconds > 0 ? seconds : null;
}

function hear(name: string, box: Buffer, heard: Heard): void {
  if (name === 'mvhd') heard.said = lengthOf(box);
  if (name === 'mdhd') heard.scale = scaleOf(box);
  if (name === 'trex') heard.usual = word(box, 12);
  if (name === 'tfhd') heard.own = usualOf(box) ?? heard.usual;
  if (name === 'tfdt') heard.at = box[0] === 1 ? long(box, 4) : word(box, 4);
  if (name === 'trun') heard.end = Math.max(heard.end, (heard.at += runOf(box, heard.own)));
}

const word = (box: Buffer, at: number): number => (at + 4 <= box.length ? box.readUInt32BE(at) : 0);
const long = (box: Buffer, at: number): number => word(box, at) * 2 ** 32 + word(box, at + 4);
const scaleOf = (box: Buffer): number => word(box, box[0] === 1 ? 20 : 12);

/** Four bytes of ones: not known. */
function lengthOf(box: Buffer): number {
  const [scale, length] = [scaleOf(box), box[0] === 1 ? long(box, 24) : word(box, 16)];
  return scale === 0 || length >= 0xffff_ffff ? 0 : length / scale;
}

/** A fragment's own length of a sample stands behind what its flags say stands before it. */
function usualOf(box: Buffer): number | null {
  const flags = word(box, 0) & 0xff_ffff;
  if ((flags & 0x8) === 0) return null;
  return word(box, 8 + (flags & 0x1 ? 8 : 0) + (flags & 0x2 ? 4 : 0));
}

/** Units of all samples of a run. */
function runOf(box: Buffer, usual: number): number {
  const flags = word(box, 0) & 0xff_ffff;
  const count = word(box, 4);
  if ((flags & 0x100) === 0) return count * usual;
  const each = [0x100, 0x200, 0x400, 0x800].filter((flag) => flags & flag).length * 4;
  let at = 8 + (flags & 0x1 ? 4 : 0) + (flags & 0x4 ? 4 : 0);
  let units = 0;
  for (let sample = 0; sample < count && at + 4 <= box.length; sample += 1, at += each) units += word(box, at);
  return units;
}
