import { expect, test } from '@jest/globals';
import { pictureType } from './picture-type.js';

const ascii = (text: string) => [...text].map((sign) => sign.charCodeAt(0));
const big = (n: number) => [n >>> 24, (n >>> 16) & 255, (n >>> 8) & 255, n & 255];
const little = (n: number) => big(n).reverse();
const chunk = (name: string, data: number[] = []) => [...big(data.length), ...ascii(name), ...data, 0, 0, 0, 0];
const png = (...chunks: number[][]) => [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, ...chunk('IHDR', [1, 2, 3]), ...chunks.flat(), ...chunk('IEND')];
const segment = (marker: number, data: number[]) => [0xff, marker, (data.length + 2) >>> 8, (data.length + 2) & 255, ...data];
const jpeg = (...segments: number[][]) => [0xff, 0xd8, ...segments.flat(), 0xff, 0xda, 0, 2];
const part = (name: string, data: number[]) => [...ascii(name), ...little(data.length), ...data, ...(data.length % 2 ? [0] : [])];
const webp = (...parts: number[][]) => [...ascii('RIFF'), ...little(4 + parts.flat().length), ...ascii('WEBP'), ...parts.flat()];

test.each<[string, number[], string | null]>([
  ['a PNG', png(chunk('IDAT', [1])), 'image/png'],
  ['a PNG that says where it was taken', png(chunk('eXIf', [1])), 'metadata'],
  ['a PNG with a text', png(chunk('tEXt', ascii('Author'))), 'metadata'],
  ['a PNG that is cut off', png().slice(0, 20), null],
  ['a JPEG', jpeg(segment(0xe0, ascii('JFIF')), segment(0xdb, [1, 2])), 'image/jpeg'],
  ['a JPEG with a colour profile', jpeg(segment(0xe0, ascii('JFIF')), segment(0xe2, [...ascii('ICC_PROFILE'), 0])), 'image/jpeg'],
  ['a JPEG with Exif', jpeg(segment(0xe1, ascii('Exif'))), 'metadata'],
  ['a JPEG with a comment', jpeg(segment(0xfe, ascii('hello'))), 'metadata'],
  ['a JPEG without a picture', jpeg().slice(0, 2), null],
  ['a WebP', webp(part('VP8 ', [1, 2, 3])), 'image/webp'],
  ['a WebP with Exif', webp(part('VP8X', [8]), part('VP8 ', [1]), part('EXIF', [1])), 'metadata'],
  ['a WebP without a picture', webp(part('ALPH', [1])), null],
  ['an SVG', ascii('<svg xmlns="http://www.w3.org/2000/svg">'), null],
  ['a GIF', ascii('GIF89a'), null],
  ['nothing', [], null],
])('%s', (_, bytes, expected) => expect(pictureType(Uint8Array.from(bytes))).toBe(expected));
