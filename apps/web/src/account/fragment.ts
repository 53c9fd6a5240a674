import { tabStore } from '../kit/state/stored.js';

const keyOf = (path: string) => `lotse.link.${path}`;

/**
 * The token of a link, from behind the `#`: it never reaches a server's log. It is taken out of the address at once, so
 * that it stands neither in the history nor on a shared screen; this tab keeps it until it is used.
 */
export function takeToken(path: string): string {
  const token = window.location.hash.slice(1);
  if (/^[\w-]{43}$/.test(token)) {
    tabStore.set(keyOf(path), token);
    window.history.replaceState(window.history.state, '', window.location.pathname);
  }
  return tabStore.get(keyOf(path)) ?? '';
}

export function dropToken(path: string): void {
  tabStore.remove(keyOf(path));
}
