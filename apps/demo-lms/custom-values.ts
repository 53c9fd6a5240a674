/** Custom parameters as Moodle keeps them (key=value lines) and as a launch carries them. */
import type { Course, Link, Person } from './model.js';
import { fullName } from './platform.js';

/** true becomes "1", false "", a number its digits; a newline inside a value breaks the line, as in Moodle. */
export function writeCustom(custom: Record<string, unknown>): string {
  return Object.entries(custom)
    .map(([key, value]) => `${key}=${phpText(value)}`)
    .join('\n');
}

export function phpText(value: unknown): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'number') return String(value);
  if (typeof value === 'boolean') return value ? '1' : '';
  return value ? JSON.stringify(value) : '';
}

/** Each key in lower_snake, and once more as written where that differs. */
export function readCustom(lines: string): Array<[string, string]> {
  const pairs: Array<[string, string]> = [];
  for (const line of lines.split(/\r\n|\n\r|\r|\n/)) {
    const at = line.indexOf('=');
    if (at < 1) continue;
    const key = line.slice(0, at).trim();
    const value = line.slice(at + 1).trim();
    const plain = key.toLowerCase().replace(/[^a-z0-9]/g, '_');
    pairs.push([plain, value]);
    if (plain !== key) pairs.push([key, value]);
  }
  return pairs;
}

export interface VariableSource {
  person: Person;
  course: Course;
  link: Link | null;
}

/** A variable the site knows is filled in; any other keeps its dollar sign and its name. */
export function fillVariable(value: string, source: VariableSource): string {
  if (!value.startsWith('$')) return value;
  return variables(source)[value.slice(1)] ?? value;
}

function variables({ person, course, link }: VariableSource): Record<string, string | undefined> {
  return {
    'Context.id': course.id,
    'Context.title': course.title,
    'Context.label': course.label,
    'Context.sourcedId': course.sourcedId,
    'Context.id.history': course.history.join(','),
    'CourseSection.title': course.title,
    'CourseSection.label': course.label,
    'CourseSection.sourcedId': course.sourcedId,
    'ResourceLink.id': link?.id,
    'ResourceLink.title': link?.title,
    'User.id': person.id,
    'User.username': person.username,
    'Person.name.full': fullName(person),
    'Person.name.given': person.givenName,
    'Person.name.family': person.familyName,
    'Person.email.primary': person.email,
    'Person.sourcedId': person.sourcedId,
    'Person.address.timezone': '99',
    'Moodle.Person.userGroupIds': person.groups,
  };
}
