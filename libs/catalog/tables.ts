import type { LibTables } from '#lotse/base';

/** Packages of content and what a tenant publishes: nothing about a person. */
export const CATALOG_TABLES: LibTables = {
  tables: { package: { class: 'global', retention: 'public' }, publication: { class: 'tenant', retention: 'public' } },
};
