import type { PictureType } from '#lotse/contract';

const PNG = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
/** Chunks of a PNG in which programs write about the picture: where it was taken, by what. */
const PNG_TELLS = ['eXIf', 'tEXt', 'iTXt', 'zTXt', 'tIME'];
const WEBP_TELLS = ['EXIF', 'XMP '];

/**
 * What a picture is by its content, whatever it is called. `metadata`: it says more than it shows (Exif, XMP, texts); a browser that
 * made it anew leaves that out. Null: no picture of a kind we take. Reads headers only; never throws.
 */
export function pictureType(bytes: Uint8Array): PictureType | 'metadata' | null {
  if (PNG.every((byte, i) => bytes[i] === byte)) return tellsPng(bytes);
  if (bytes[0] === 0xff && bytes[1] === 0xd8 && bytes[2] === 0xff) return tellsJpeg(bytes);
  return text(bytes, 0, 4) === 'RIFF' && text(bytes, 8, 12) === 'WEBP' ? tellsWebp(bytes) : null;
}

function tellsPng(bytes: Uint8Array): PictureType | 'metadata' | null {
  const view = viewOf(bytes);
  for (let at = 8; at + 12 <= bytes.length;) {
    const name = text(bytes, at + 4, at + 8);
    if (PNG_TELLS.includes(name)) return 'metadata';
    if (name === 'IEND') return 'image/png';
    at += 12 + view.getUint32(at);
  }
  return null;
}

/** Segments APP1 (Exif, XMP), APP2 to APP13 but for colour profiles, APP15 and comments, up to the picture itself. */
function tellsJpeg(bytes: Uint8Array): PictureType | 'metadata' | null {
  const view = viewOf(bytes);
  for (let at = 2; at + 4 <= bytes.length;) {
    if (bytes[at] !== 0xff) return null;
    const marker = bytes[at + 1] ?? 0;
    if (marker === 0xda) return 'image/jpeg';
    const isProfile = marker === 0xe2 && text(bytes, at + 4, at + 15) === 'ICC_PROFILE';
    const isPlain = marker === 0xe0 || marker === 0xee || isProfile; // JFIF, how colours are written
    if ((marker >= 0xe0 && marker <= 0xef && !isPlain) || marker === 0xfe) return 'metadata';
    at += 2 + view.getUint16(at + 2);
  }
  return null;
}

function tellsWebp(bytes: Uint8Array): PictureType | 'metadata' | null {
  const view = viewOf(bytes);
  let isDrawn = false;
  for (let at = 12; at + 8 <= bytes.length;) {
    const name = text(bytes, at, at + 4);
    if (WEBP_TELLS.includes(name)) return 'metadata';
    isDrawn ||= name === 'VP8 ' || name === 'VP8L' || name === 'ANMF';
    const size = view.getUint32(at + 4, true);
    at += 8 + size + (size % 2);
  }
  return isDrawn ? 'image/webp' : null;
}

const viewOf = (bytes: Uint8Array): DataView => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
function text(bytes: Uint8Array, from: number, to: number): string {
  return String.fromCharCode(...bytes.subarray(from, to));
}
