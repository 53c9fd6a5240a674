/** The text of a file from an office's spreadsheet. */
export async function readText(file: Blob): Promise<string> {
  return decoded(new Uint8Array(await file.arrayBuffer()));
}

/** UTF-8, UTF-16 where it says so, or what programs on Windows and old ones on a Mac write when they do not say it. */
export function decoded(bytes: Uint8Array): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    const [windows, mac] = [new TextDecoder('windows-1252').decode(bytes), new TextDecoder('macintosh').decode(bytes)];
    const by = oddities(windows) - oddities(mac) || umlauts(mac) - umlauts(windows);
    return by > 0 ? mac : windows;
  }
}

/** What does not stand inside a word: a sign between two letters, a capital behind a small letter, a ligature. */
const oddities = (text: string): number => [...text.matchAll(/(?<=\p{L})[^\p{L}\p{M}\p{N}\s"'’.,;:/@&()+_-](?=\p{L})|(?<=\p{Ll})[ŠŽŸÇÉÑÅ]|[ﬁﬂ]/gu)].length;
const umlauts = (text: string): number => [...text.matchAll(/[äöüÄÖÜß]/g)].length;
