import { PICTURE_BYTES } from '#lotse/contract';

const EDGE = 1400;
const TRIES = [0.85, 0.7, 0.55, 0.4];

/**
 * The picture made anew in this browser until it fits: what a camera wrote into it (place, time, device) stays here. Null where the
 * browser cannot read it.
 */
export async function shrinkPicture(file: Blob): Promise<Blob | null> {
  const source = await createImageBitmap(file).catch(() => null);
  if (source === null) return null;
  for (const [at, quality] of TRIES.entries()) {
    const scale = Math.min(1, EDGE / (1 + at * 0.35) / Math.max(source.width, source.height));
    const canvas = document.createElement('canvas');
    canvas.width = Math.max(1, Math.round(source.width * scale));
    canvas.height = Math.max(1, Math.round(source.height * scale));
    const context = canvas.getContext('2d');
    if (context === null) return null;
    context.fillStyle = '#fff'; // JPEG knows nothing transparent
    context.fillRect(0, 0, canvas.width, canvas.height);
    context.drawImage(source, 0, 0, canvas.width, canvas.height);
    const made = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/jpeg', quality));
    if (made !== null && made.size <= PICTURE_BYTES) return made;
  }
  return null;
}
