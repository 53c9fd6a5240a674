/** What goes out for a body, and as what: bytes as they are, a text as it is, everything else as JSON. */
export function sentBody(body: unknown): { type: string; body: Blob | string } {
  if (body instanceof Uint8Array) return { type: 'application/octet-stream', body: new Blob([body]) };
  return { type: 'application/json', body: typeof body === 'string' ? body : JSON.stringify(body) };
}
