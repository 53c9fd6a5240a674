import { addRoomPicture, boardPicture, changeBoard, changeRoomBoard, openBoardPage, roomBoardPage, roomPicture } from '#lotse/contract';
import { call } from '../../kit/api/call.js';
import type { LiveConnection } from '../meeting/connection.js';
import type { BoardPort } from './page-sync.js';

/** The board of the hour that runs. */
export function livePort(live: LiveConnection): BoardPort {
  return {
    open: (pageId, after) => live.send(openBoardPage, { pageId, after }),
    change: async (pageId, update) => (await live.send(changeBoard, { pageId, update })).boardSeq,
  };
}

/** The board before and after an hour. */
export function roomPort(enrolmentId: string, roomId: string): BoardPort {
  return {
    open: async (pageId) => {
      const { page, mayWrite, update } = await call(roomBoardPage, { params: { enrolmentId, roomId, pageId } });
      return { page, mayWrite, updates: update === '' ? [] : [bytesOf(update)] };
    },
    change: async (pageId, update) => (await call(changeRoomBoard, { params: { enrolmentId, roomId, pageId }, body: { update: textOf(update) } })).seq,
  };
}

function bytesOf(base64: string): Uint8Array {
  return Uint8Array.from(atob(base64), (sign) => sign.charCodeAt(0));
}

/** In pieces: a call takes so many arguments only. */
function textOf(bytes: Uint8Array): string {
  let text = '';
  for (let at = 0; at < bytes.length; at += 8192) text += String.fromCharCode(...bytes.subarray(at, at + 8192));
  return btoa(text);
}

/** Pictures as addresses the page may show; each is read once. */
export function pictureReader(read: (pictureId: string) => Promise<{ type: string; data: string }>): (pictureId: string) => Promise<string> {
  const known = new Map<string, Promise<string>>();
  return (pictureId) => {
    const address = known.get(pictureId) ?? read(pictureId).then(({ type, data }) => `data:${type};base64,${data}`);
    known.set(pictureId, address);
    address.catch(() => known.delete(pictureId)); // asked again the next time
    return address;
  };
}

export const livePictures = (live: LiveConnection) => pictureReader((pictureId) => live.send(boardPicture, { pictureId }));
export const roomPictures = (enrolmentId: string, roomId: string) =>
  pictureReader((pictureId) => call(roomPicture, { params: { enrolmentId, roomId, pictureId } }));

export async function sendPicture(enrolmentId: string, roomId: string, picture: Blob): Promise<string> {
  const data = textOf(new Uint8Array(await picture.arrayBuffer()));
  return (await call(addRoomPicture, { params: { enrolmentId, roomId }, body: { data } })).pictureId;
}
