import * as z from 'zod/mini';
import { problemAt, type ContentProblem, type FieldPath, type Loaded } from './problem.js';

type Issue = z.core.$ZodIssue;
const english = z.locales.en().localeError;

/** Holds a file against its schema; every fault is a problem at its field that says what is expected. */
export function fitSchema<T>(loaded: Loaded<unknown>, schema: z.ZodMiniType<T>): { loaded: Loaded<T> } | { problems: ContentProblem[] } {
  const result = schema.safeParse(loaded.value, { error: english });
  if (result.success) return { loaded: { ...loaded, value: result.data } };
  return { problems: result.error.issues.flatMap((issue) => explain(loaded, issue, [])) };
}

function explain(loaded: Loaded<unknown>, issue: Issue, above: FieldPath): ContentProblem[] {
  const path: FieldPath = [...above, ...issue.path.map((step) => (typeof step === 'number' ? step : String(step)))];
  if (issue.code === 'invalid_union' && issue.errors.length > 0) {
    const nearest = [...issue.errors].sort((a, b) => distance(a) - distance(b))[0] ?? [];
    return nearest.flatMap((inner) => explain(loaded, inner, path));
  }
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) =>
      problemAt(loaded, [...path, key], {
        code: 'unknown-field',
        message: `the field "${key}" is not known here; delete it or correct its name (see content/README.md)`,
      }),
    );
  }
  return [problemAt(loaded, path, { code: 'schema', message: sentence(issue, valueAt(loaded.value, path), path) })];
}

/** How far a branch of a union is off: a wrong type at its top counts more than a fault inside. */
function distance(issues: readonly Issue[]): number {
  return issues.reduce((sum, issue) => sum + (issue.path.length === 0 && issue.code === 'invalid_type' ? 10 : issue.code === 'invalid_value' ? 4 : 1), 0);
}

function sentence(issue: Issue, value: unknown, path: FieldPath): string {
  const field = path.length === 0 ? 'the file' : `"${path.join('.')}"`;
  if (issue.code === 'invalid_type' && value === undefined) return `${field} is missing; add it`;
  if (issue.code === 'invalid_type' && issue.expected === 'string' && typeof value !== 'object')
    return `${field} must be text; put it in quotes: "${JSON.stringify(value) ?? ''}"`;
  if (issue.code === 'invalid_format' && issue.format === 'date') return `${field} must be a date such as 2026-11-22`;
  if (issue.code === 'invalid_format' && issue.format === 'url') return `${field} must be a full https address`;
  if (issue.code === 'invalid_format' && issue.format === 'regex' && issue.message.startsWith('Invalid string'))
    return `${field} has a sign that is not allowed (${issue.pattern ?? ''}); ids use small letters, digits, "-" and "."`;
  if (issue.code === 'invalid_union' && issue.errors.length === 0)
    return `${field} cannot be ${JSON.stringify(value) ?? 'left out'} here; use one of ${[...issue.message.matchAll(/'([^']+)'/g)].map(([, one]) => one).join(', ')}`;
  if (issue.code === 'too_small' && Array.isArray(value)) return `${field} has too few entries (${value.length}); at least ${issue.minimum} are needed`;
  if (issue.code === 'too_big' && Array.isArray(value)) return `${field} has ${value.length} entries; leave out all but ${issue.maximum}`;
  if (issue.code === 'too_big' && typeof value === 'string') return `${field} has ${value.length} characters; shorten it to ${issue.maximum}`;
  return `${field}: ${issue.message}`;
}

function valueAt(value: unknown, path: FieldPath): unknown {
  return path.reduce<unknown>((at, step) => (typeof at === 'object' && at !== null ? (at as Record<string | number, unknown>)[step] : undefined), value);
}
