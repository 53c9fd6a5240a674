import * as z from 'zod/mini';
import { channel } from './channel.js';
import { route } from './route.js';
import { Id } from './words.js';

const staff = ['teacher', 'tutor'] as const;
const people = ['trainee', 'teacher', 'tutor'] as const;
const all = ['trainee', 'teacher', 'tutor', 'device'] as const;

/** The fragment of a page's Yjs document in which the text stands. */
export const BOARD_ROOT = 'board';
/** So much one change may weigh, in bytes; a browser sends larger ones in pieces. */
export const BOARD_UPDATE_BYTES = 65_536;
/** Pictures that a board takes: by their content, not by their name. */
export const PICTURE_TYPES = ['image/png', 'image/jpeg', 'image/webp'] as const;
export type PictureType = (typeof PICTURE_TYPES)[number];
/** So much one may weigh: a browser makes it anew until it fits, so that it comes in one request. */
export const PICTURE_BYTES = 180_000;
/** So many pages a room's board may have. */
export const BOARD_PAGES = 20;
/** Nodes of the editor, and what each may carry. Everything else is refused before it is stored. */
export const BOARD_NODES: Readonly<Record<string, readonly string[]>> = {
  paragraph: [],
  heading: ['level'],
  bulletList: [],
  orderedList: ['start', 'type'],
  listItem: [],
  hardBreak: [],
  table: [],
  tableRow: [],
  tableHeader: ['colspan', 'rowspan', 'colwidth', 'align'],
  tableCell: ['colspan', 'rowspan', 'colwidth', 'align'],
  picture: ['pictureId', 'alt'],
  exerciseCard: ['unitId', 'exerciseId', 'title'],
};
export const BOARD_MARKS = ['bold', 'italic'] as const;

const title = z.string().check(z.trim(), z.minLength(1), z.maxLength(80));
/** `seq` counts the changes of a page that were stored. */
export const BoardPage = z.object({ pageId: Id, title: z.string(), readOnly: z.boolean(), seq: z.number() });
export type BoardPage = z.infer<typeof BoardPage>;
/** Yjs V1 update. Over a socket bytes, over HTTP base64. */
const Bytes = z.custom<Uint8Array>((value) => value instanceof Uint8Array && value.byteLength > 0 && value.byteLength <= BOARD_UPDATE_BYTES);
const AnyBytes = z.custom<Uint8Array>((value) => value instanceof Uint8Array);
const Base64 = z.string().check(z.maxLength(90_000), z.regex(/^[A-Za-z0-9+/]+={0,2}$/));
const State = z.object({ page: BoardPage, mayWrite: z.boolean() });

export const boardPages = channel('board.pages', { who: all, body: z.strictObject({}), reply: z.object({ pages: z.array(BoardPage) }) }, 'reading');
/** The whole page as one update; `after`: only what was stored after that number, if the server still has it apart. */
export const openBoardPage = channel(
  'board.open',
  {
    who: all,
    body: z.strictObject({ pageId: Id, after: z.optional(z.number().check(z.int(), z.minimum(0))) }),
    reply: z.extend(State, { updates: z.array(AnyBytes) }),
  },
  'reading',
);
/** A change of the text: acknowledged once it is stored, then shown to the others. */
export const changeBoard = channel('board.change', {
  who: people,
  body: z.strictObject({ pageId: Id, update: Bytes }),
  reply: z.object({ boardSeq: z.number() }),
});
export const addBoardPage = channel('board.add', { who: staff, body: z.strictObject({ title }), reply: BoardPage });
export const setBoardPage = channel('board.set', {
  who: staff,
  body: z.strictObject({ pageId: Id, title: z.optional(title), readOnly: z.optional(z.boolean()) }),
  reply: BoardPage,
});
/** Nobody sees the page any more, until it is taken back: possible for a day. The last page stays. Either may be sent again. */
export const deleteBoardPage = channel('board.delete', { who: staff, body: z.strictObject({ pageId: Id }) });
export const restoreBoardPage = channel('board.restore', { who: staff, body: z.strictObject({ pageId: Id }), reply: BoardPage });
const Picture = z.object({ type: z.enum(PICTURE_TYPES), data: z.string() });
/** A picture of the board, as base64. */
export const boardPicture = channel('board.picture', { who: all, body: z.strictObject({ pictureId: Id }), reply: Picture }, 'reading');
/** "Folge mir": everybody's board turns to this page, also that of whoever comes later. */
export const followBoard = channel('board.follow', { who: staff, body: z.strictObject({ pageId: Id }), events: ['board.shown'] });

/** What the server says about the board, beside the meeting's events. */
export interface BoardServerMessages {
  'board.changed': { pageId: string; seq: number; update: Uint8Array };
  'board.pages': { pages: BoardPage[] };
}

const ROOM = '/api/courses/:enrolmentId/rooms/:roomId/board';
/** Outside of an hour: the board is prepared before it and read after it. */
export const roomBoard = route('GET', ROOM, { who: people, reply: z.object({ pages: z.array(BoardPage) }) });
export const roomBoardPage = route('GET', `${ROOM}/:pageId`, { who: people, reply: z.extend(State, { update: z.string() }) });
export const changeRoomBoard = route('POST', `${ROOM}/:pageId`, {
  who: people,
  body: z.strictObject({ update: Base64 }),
  reply: z.object({ seq: z.number() }),
});
const PICTURES = '/api/courses/:enrolmentId/rooms/:roomId/pictures';
export const addRoomPicture = route('POST', PICTURES, {
  who: staff,
  body: z.strictObject({ data: z.string().check(z.maxLength(Math.ceil(PICTURE_BYTES / 3) * 4), z.regex(/^[A-Za-z0-9+/]+={0,2}$/)) }),
  reply: z.object({ pictureId: Id }),
});
export const roomPicture = route('GET', `${PICTURES}/:pictureId`, { who: people, reply: Picture });
export const renameRoomBoardPage = route('PUT', `${ROOM}/:pageId/title`, { who: staff, body: z.strictObject({ title }), reply: BoardPage });
export const deleteRoomBoardPage = route('POST', `${ROOM}/:pageId/delete`, {
  who: staff,
  body: z.strictObject({}),
  reply: z.object({ deleted: z.literal(true) }),
});
export const restoreRoomBoardPage = route('POST', `${ROOM}/:pageId/restore`, { who: staff, body: z.strictObject({}), reply: BoardPage });
export const addRoomBoardPage = route('POST', ROOM, { who: staff, body: z.strictObject({ title }), reply: BoardPage });
