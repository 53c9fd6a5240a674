import type { RecordingType } from '#lotse/contract';

/** As many bytes as are needed to tell. */
const HEAD = 96;

/** What a file is by its content, whatever it is called: WebM, Ogg with sound, MP4; null for anything else. */
export function recordingType(bytes: Uint8Array): RecordingType | null {
  const head = Buffer.from(bytes.subarray(0, HEAD)).toString('latin1');
  if (head.startsWith('\x1aE\xdf\xa3')) return /webm|matroska/.test(head) ? 'audio/webm' : null;
  if (head.startsWith('OggS')) return ['OpusHead', '\x01vorbis', '\x7fFLAC', 'Speex'].some((codec) => head.includes(codec)) ? 'audio/ogg' : null;
  return head.slice(4, 8) === 'ftyp' ? 'audio/mp4' : null;
}
