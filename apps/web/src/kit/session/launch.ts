/**
 * The server sends the browser to `…#code=<code>` after a launch. The code is read once and taken out of the
 * address at once, so that it stands neither in the history nor in a copied link.
 */
export function takeCode(location: Location, history: History): string | null {
  const code = new URLSearchParams(location.hash.slice(1)).get('code');
  if (code !== null) history.replaceState(history.state, '', location.pathname + location.search);
  return code;
}
