/**
 * Links of invitations made since this page was loaded. The server keeps a hash alone and tells a link once; here it stays
 * while the admin looks at other pages in between, and is gone with the tab.
 */
const links = new Map<string, string>();

export function keepLink(inviteId: string, link: string): void {
  links.set(inviteId, link);
}

export function linkOf(inviteId: string): string | null {
  return links.get(inviteId) ?? null;
}
