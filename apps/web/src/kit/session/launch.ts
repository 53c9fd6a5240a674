export interface Launched {
  code: string;
  /** The way back to the course, as the LMS gave it; not believed before the server has looked at it. */
  back?: string;
}

/**
 * The server sends the browser to `…#code=<code>` after a launch. Code and way back are read once and taken out of the
 * address at once, so that they stand neither in the history nor in a copied link.
 */
export function takeCode(location: Location, history: History): Launched | null {
  const given = new URLSearchParams(location.hash.slice(1));
  const [code, back] = [given.get('code'), given.get('back')];
  if (code === null) return null;
  history.replaceState(history.state, '', location.pathname + location.search);
  return { code, ...(back === null ? {} : { back }) };
}
