const OPUS_RATE = 48_000;
const PAGE = 'OggS';
const NONE = 0xffff_ffff_ffff_ffffn;

/** Seconds in an Ogg file with Opus or Vorbis: the last page says how many samples there are until its end. Null for other sound. */
export function oggSeconds(bytes: Buffer): number | null {
  const track = trackOf(bytes);
  if (!track) return null;
  for (let at = bytes.lastIndexOf(PAGE); at !== -1; at = at === 0 ? -1 : bytes.lastIndexOf(PAGE, at - 1)) {
    const samples = at + 14 <= bytes.length ? bytes.readBigUInt64LE(at + 6) : NONE;
    if (samples !== NONE) return Math.max(0, Number(samples) - track.skip) / track.rate;
  }
  return null;
}

function trackOf(bytes: Buffer): { rate: number; skip: number } | null {
  const opus = bytes.subarray(0, 200).indexOf('OpusHead');
  if (opus !== -1 && opus + 12 <= bytes.length) return { rate: OPUS_RATE, skip: bytes.readUInt16LE(opus + 10) };
  const vorbis = bytes.subarray(0, 200).indexOf('\x01vorbis');
  if (vorbis === -1 || vorbis + 16 > bytes.length) return null;
  const rate = bytes.readUInt32LE(vorbis + 12);
  return rate === 0 ? null : { rate, skip: 0 };
}
