import { request } from './call.js';

/** Fetches a file with the bearer, which a plain link would not carry, and hands it to the browser to keep. */
export async function download(path: string, fallback: string): Promise<void> {
  const reply = await request(path);
  const blob = await reply.blob();
  const url = URL.createObjectURL(blob);
  const link = document.createElement('a');
  link.href = url;
  link.download = nameIn(reply.headers.get('content-disposition')) ?? fallback;
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}

function nameIn(disposition: string | null): string | null {
  return /filename="([^"]+)"/.exec(disposition ?? '')?.[1] ?? null;
}
