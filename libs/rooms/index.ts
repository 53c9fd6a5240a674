/**
 * Live hours in two places: rooms of a course, their meetings as logs, and the connections to them.
 * It promises that an acknowledged command is stored and reaches everybody who may see it, on whichever server they are.
 * Called by the browser over HTTP and socket, and by the server (gateway, drain).
 */
export { ROOM_ENTITIES } from './entities.js';
export { ROOM_TABLES } from './tables.js';
