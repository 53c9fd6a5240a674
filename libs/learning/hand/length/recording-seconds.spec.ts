import { createHash } from 'node:crypto';
import { expect, test } from '@jest/globals';
import type { RecordingType } from '#lotse/contract';
import { recordingSeconds } from './recording-seconds.js';

/** Files as browsers write them, as short as they can be. */
const number = (value: number, bytes: number): Buffer => {
  const out = Buffer.alloc(bytes);
  for (let at = bytes - 1, left = value; at >= 0; at -= 1, left = Math.floor(left / 256)) out[at] = left % 256;
  return out;
};
const hex = (digits: string): Buffer => Buffer.from(digits.replaceAll(' ', ''), 'hex');
const element = (id: string, ...data: Buffer[]): Buffer => {
  const body = Buffer.concat(data);
  return Buffer.concat([hex(id), Buffer.from([0x10]), number(body.length, 3), body]);
};
const endless = (id: string, ...data: Buffer[]): Buffer => Buffer.concat([hex(id), hex('01 ff ff ff ff ff ff ff'), ...data]);
/** Bytes without a pattern, the same in every run. */
const noise = (of: number, length: number): Buffer => createHash('shake256', { outputLength: length }).update(String(of)).digest();
const block = (ms: number): Buffer => element('a3', hex('81'), number((ms + 65_536) % 65_536, 2), hex('80'), noise(ms, 20));
const group = (ms: number): Buffer => element('a0', element('a1', hex('81'), number(ms, 2), hex('00')), element('9b', hex('14')));
const head = element('1a45dfa3', element('4282', Buffer.from('webm')));
const info = (scale: number): Buffer => element('1549a966', element('2ad7b1', number(scale, 3)));
const cluster = (ms: number, ...blocks: Buffer[]): Buffer => endless('1f43b675', element('e7', number(ms, 4)), ...blocks);

const page = (samples: bigint, body: Buffer): Buffer => {
  const granule = Buffer.alloc(8);
  granule.writeBigUInt64LE(samples);
  return Buffer.concat([Buffer.from('OggS\0\0', 'latin1'), granule, Buffer.alloc(12), Buffer.from([1, body.length]), body]);
};
const opus = page(0n, Buffer.concat([Buffer.from('OpusHead'), hex('01 01 38 01 80 bb 00 00 00 00 00')]));
const vorbis = page(0n, Buffer.concat([hex('01'), Buffer.from('vorbis'), hex('00 00 00 00 01 44 ac 00 00')]));

const box = (name: string, ...data: Buffer[]): Buffer => {
  const body = Buffer.concat(data);
  return Buffer.concat([number(body.length + 8, 4), Buffer.from(name, 'latin1'), body]);
};
const zeros = (bytes: number): Buffer => Buffer.alloc(bytes);
const mvhd = (length: number): Buffer => box('mvhd', zeros(12), number(1_000, 4), number(length, 4), zeros(80));
const mvhdLong = (length: number): Buffer => box('mvhd', hex('01 000000'), zeros(16), number(1_000, 4), number(length, 8), zeros(80));
const track = box('trak', box('tkhd', zeros(84)), box('mdia', box('mdhd', zeros(12), number(44_100, 4), zeros(8))));
const fragment = (at: number, samples: number, how: 'usual' | 'own' | 'each'): Buffer =>
  box(
    'moof',
    box('mfhd', zeros(8)),
    box(
      'traf',
      how === 'own' ? box('tfhd', hex('00 000008'), number(1, 4), number(2_048, 4)) : box('tfhd', hex('00 000000'), number(1, 4)),
      box('tfdt', zeros(4), number(at, 4)),
      how === 'each'
        ? box(
            'trun',
            hex('00 000301'),
            number(samples, 4),
            zeros(4),
            ...Array.from({ length: samples }, () => Buffer.concat([number(1_024, 4), number(50, 4)])),
          )
        : box('trun', zeros(4), number(samples, 4)),
    ),
  );
const ftyp = box('ftyp', Buffer.from('iso5'), zeros(4));
const trex = box('mvex', box('trex', zeros(4), number(1, 4), number(1, 4), number(1_024, 4), zeros(8)));

test.each<[string, RecordingType, Buffer, number | null]>([
  [
    'WebM: the last block of an endless cluster',
    'audio/webm',
    Buffer.concat([head, endless('18538067', info(1_000_000), cluster(0, block(0), block(4_980)))]),
    4.98,
  ],
  [
    'WebM: clusters after each other',
    'audio/webm',
    Buffer.concat([head, endless('18538067', cluster(0, block(20)), cluster(30_000, block(0), block(31_000)))]),
    61,
  ],
  ['WebM: a block before its cluster', 'audio/webm', Buffer.concat([head, endless('18538067', cluster(10_000, block(-500)))]), 9.5],
  ['WebM: blocks in groups', 'audio/webm', Buffer.concat([head, element('18538067', element('1f43b675', element('e7', hex('07d0')), group(40)))]), 2.04],
  ['WebM: another scale', 'audio/webm', Buffer.concat([head, endless('18538067', info(100_000), cluster(50_000, block(0)))]), 5],
  [
    'WebM: a duration that is said',
    'audio/webm',
    Buffer.concat([head, element('18538067', element('1549a966', element('4489', hex('46ea6000'))), cluster(0, block(10)))]),
    30,
  ],
  ['WebM: cut in the middle of a block', 'audio/webm', Buffer.concat([head, endless('18538067', cluster(0, block(900), block(1_900).subarray(0, 9)))]), 1.9],
  ['WebM: no sound at all', 'audio/webm', Buffer.concat([head, endless('18538067', info(1_000_000))]), null],
  ['WebM: the head and noise', 'audio/webm', Buffer.concat([head, zeros(500)]), null],
  ['Ogg with Opus: without what is skipped at the start', 'audio/ogg', Buffer.concat([opus, page(48_312n, zeros(30)), page(2_880_312n, zeros(30))]), 60],
  ['Ogg with Vorbis', 'audio/ogg', Buffer.concat([vorbis, page(441_000n, zeros(30))]), 10],
  ['Ogg: a last page on which nothing ends', 'audio/ogg', Buffer.concat([opus, page(96_312n, zeros(30)), page(0xffff_ffff_ffff_ffffn, zeros(30))]), 2],
  ['Ogg: cut in the middle of a page', 'audio/ogg', Buffer.concat([opus, page(96_312n, zeros(30)), Buffer.from('OggS\0\0\x07', 'latin1')]), 2],
  ['Ogg with other sound', 'audio/ogg', page(96_000n, Buffer.from('Speex   1.2')), null],
  ['MP4: its head says it', 'audio/mp4', Buffer.concat([ftyp, box('moov', mvhd(12_500), track), box('mdat', zeros(50))]), 12.5],
  ['MP4: in the long form', 'audio/mp4', Buffer.concat([ftyp, box('moov', mvhdLong(61_000), track)]), 61],
  [
    'MP4 in fragments: the usual length of a sample',
    'audio/mp4',
    Buffer.concat([ftyp, box('moov', mvhd(0), track, trex), fragment(0, 43, 'usual'), fragment(44_032, 43, 'usual')]),
    88_064 / 44_100,
  ],
  [
    'MP4 in fragments: a length of their own',
    'audio/mp4',
    Buffer.concat([ftyp, box('moov', mvhd(0), track, trex), fragment(44_100, 10, 'own')]),
    64_580 / 44_100,
  ],
  [
    'MP4 in fragments: each sample for itself',
    'audio/mp4',
    Buffer.concat([ftyp, box('moov', mvhd(0xffff_ffff), track), fragment(441_000, 5, 'each')]),
    446_120 / 44_100,
  ],
  ['MP4: nothing is said', 'audio/mp4', Buffer.concat([ftyp, box('moov', mvhd(0), track)]), null],
  ['MP4: a box without size', 'audio/mp4', Buffer.concat([ftyp, number(3, 4), Buffer.from('moov'), zeros(50)]), null],
  ['nothing', 'audio/webm', zeros(0), null],
])('%s', (_, type, bytes, seconds) => {
  const read = recordingSeconds(type, bytes);
  if (seconds === null) expect(read).toBeNull();
  else expect(read).toBeCloseTo(seconds, 6);
});

test('whatever the bytes are, the answer is a number or nothing', () => {
  const whole = [head, opus, Buffer.concat([ftyp, box('moov', mvhd(0), track, trex), fragment(0, 43, 'each')]), endless('18538067', cluster(0, block(20)))];
  for (let round = 0; round < 400; round += 1) {
    const random = noise(round, 230);
    const bytes = Buffer.concat([...whole, random.subarray(30)]);
    for (let at = 0; at < 30; at += 3) bytes[random.readUInt16BE(at) % bytes.length] = random.readUInt8(at + 2);
    for (const type of ['audio/webm', 'audio/ogg', 'audio/mp4'] as const) {
      const read = recordingSeconds(type, bytes.subarray(round % 50));
      expect(read === null || (typeof read === 'number' && !Number.isNaN(read))).toBe(true);
    }
  }
});
