import * as z from 'zod/mini';

/** Who may call a route or send a live message. The list is closed. `installation` is who may change what concerns all tenants. */
export const WHO = [
  'public',
  'gate',
  'any',
  'trainee',
  'teacher',
  'tutor',
  'companion',
  'pedagogue',
  'office',
  'admin',
  'author',
  'caseworker',
  'firm',
  'device',
  'installation',
] as const;
export type Who = (typeof WHO)[number];

/** What a person is inside one course. `teacher` and `trainee` come from launch roles, `guest` has the least rights. */
export const CourseRole = z.enum(['trainee', 'teacher', 'tutor', 'guest']);
export type CourseRole = z.infer<typeof CourseRole>;

export const Id = z.uuid();

/** Ids of modules, units, exercises and competences: they stand in the content files and are never reused. */
export const ContentId = z.string().check(z.maxLength(80), z.regex(/^[a-z0-9]+([.-][a-z0-9]+)*$/));

export const Locale = z.enum(['de', 'en']);
export type Locale = z.infer<typeof Locale>;

/** `standard` speaks as the exam does, `plain` is plain German (Einfache Sprache). */
export const TextLevel = z.enum(['standard', 'plain']);
export type TextLevel = z.infer<typeof TextLevel>;

export const Instant = z.iso.datetime();

/** How sure a person is in one competence: neu, übt, sicher, gefestigt, wackelt. */
export const MasteryState = z.enum(['new', 'practising', 'secure', 'firm', 'shaky']);
export type MasteryState = z.infer<typeof MasteryState>;

/** Of one answer. `unclear` could not be read: it is answered but neither stored nor counted. */
export const Verdict = z.enum(['right', 'partly', 'wrong', 'unclear', 'manual']);
export type Verdict = z.infer<typeof Verdict>;

/** A page of a list: 1-based page, size at most 100. */
export const Page = z._default(z.coerce.number().check(z.int(), z.minimum(1), z.maximum(100_000)), 1);
export const PageSize = z._default(z.coerce.number().check(z.int(), z.minimum(1), z.maximum(100)), 25);
