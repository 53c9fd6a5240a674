import type { RoomParts, RoomWorld } from './room-rounds.mjs';

/** `use`: start, DemoVisitor, Db, PlatformsService, readSettings, Log of this process, and where the web app lies. */
export function prepareRooms(use: Record<string, unknown>, env: Record<string, string>, world: RoomWorld): ReturnType<RoomParts['prepare']>;
