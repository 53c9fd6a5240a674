import * as z from 'zod/mini';
import { TypedName } from './person-names.js';
import { route } from './route.js';
import { Id, Page, PageSize } from './words.js';

/** A stored list of people of one course: it decides who is expected in a meeting. */
export const GroupWish = z.strictObject({ name: TypedName, personIds: z.array(Id).check(z.minLength(1), z.maxLength(60)) });
export type GroupWish = z.infer<typeof GroupWish>;

/** How large a group may be by the measures of its people; null where none of them is in a measure. */
const Size = { people: z.number(), limit: z.nullable(z.number()), isTooLarge: z.boolean() };
export const GroupRow = z.object({ groupId: Id, name: z.string(), ...Size });
export type GroupRow = z.infer<typeof GroupRow>;
export const GroupPerson = z.object({ personId: Id, name: z.string() });
export type GroupPerson = z.infer<typeof GroupPerson>;
/** Who has left the course is no member any more, and comes back with the course. */
export const GroupView = z.object({ ...GroupRow.shape, members: z.array(GroupPerson) });
export type GroupView = z.infer<typeof GroupView>;

const staff = ['teacher', 'tutor'] as const;
const LIST = '/api/courses/:enrolmentId/groups';
const paged = z.object({ page: Page, size: PageSize });
export const GroupsAsked = z.enum(['offered', 'archived']);
export type GroupsAsked = z.infer<typeof GroupsAsked>;
const done = z.object({ done: z.literal(true) });
export const groups = route('GET', LIST, {
  who: staff,
  query: z.extend(paged, { which: z._default(GroupsAsked, 'offered') }),
  reply: z.object({ rows: z.array(GroupRow), total: z.number() }),
});
export const addGroup = route('POST', LIST, { who: staff, body: GroupWish, reply: z.object({ groupId: Id }) });
export const group = route('GET', `${LIST}/:groupId`, { who: staff, reply: GroupView });
export const changeGroup = route('PUT', `${LIST}/:groupId`, { who: staff, body: GroupWish, reply: done });
/** It is offered no more; meetings that were planned with it keep it. */
export const archiveGroup = route('POST', `${LIST}/:groupId/archive`, { who: staff, body: z.strictObject({}), reply: done });
export const offerGroup = route('POST', `${LIST}/:groupId/offer`, { who: staff, body: z.strictObject({}), reply: done });
/** Whom a group may hold: trainees of the course. */
export const groupPeople = route('GET', '/api/courses/:enrolmentId/group-people', {
  who: staff,
  query: paged,
  reply: z.object({ rows: z.array(GroupPerson), total: z.number() }),
});
