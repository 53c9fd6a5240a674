import { createHash } from 'node:crypto';
import type { UnitPackage } from '#lotse/contract';

/** The name of a package: sha256 (hex) of its canonical JSON, so the same content has the same name everywhere. */
export function packageId(pkg: UnitPackage): string {
  return createHash('sha256').update(canonicalJson(pkg)).digest('hex');
}

/** JSON with sorted keys and without undefined fields. */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map((item) => canonicalJson(item ?? null)).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null';
  const fields = Object.entries(value)
    .filter(([, field]) => field !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${fields.map(([key, field]) => `${JSON.stringify(key)}:${canonicalJson(field)}`).join(',')}}`;
}
