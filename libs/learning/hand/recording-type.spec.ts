import { expect, test } from '@jest/globals';
import { recordingType } from './recording-type.js';

const bytes = (text: string) => Buffer.from(text, 'latin1');

test.each([
  ['WebM', '\x1aE\xdf\xa3\x9fB\x86\x81\x01B\xf7\x81\x01B\xf2\x81\x04B\xf3\x81\x08B\x82\x84webmB\x87\x81\x04', 'audio/webm'],
  ['Ogg with Opus', 'OggS\x00\x02\x00\x00\x00\x00\x00\x00\x00\x00\x01\x02\x03\x04\x00\x00\x00\x00\x01\x02\x03\x04\x01\x13OpusHead\x01', 'audio/ogg'],
  ['Ogg with Vorbis', `OggS${'\x00'.repeat(24)}\x01vorbis`, 'audio/ogg'],
  ['MP4', '\x00\x00\x00\x1cftypiso5\x00\x00\x02\x00', 'audio/mp4'],
  ['a zip', 'PK\x03\x04\x14\x00\x00\x00', null],
  ['an MP3', 'ID3\x03\x00', null],
  ['a picture', '\x89PNG\r\n\x1a\n', null],
  ['a page', '<html><body>webm</body></html>', null],
  ['the head of Matroska without a type', '\x1aE\xdf\xa3\x9f', null],
  ['Ogg with pictures only', `OggS${'\x00'.repeat(24)}\x80theora`, null],
  ['nothing', '', null],
])('%s', (_, text, type) => {
  expect(recordingType(bytes(text))).toBe(type);
});
