/** Where the companion's pages of a launched session begin: below the course in the address, so that the same platform may frame them. */
export function toCompanionPages(pathname: string): string {
  return `${/^\/l\/[^/]+\/c\/[^/]+/.exec(pathname)?.[0] ?? ''}/t`;
}
