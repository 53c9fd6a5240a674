import * as z from 'zod/mini';
import { channel } from './channel.js';
import { route } from './route.js';
import { RoomMedia } from './rooms.js';
import { Id, Instant } from './words.js';

const all = ['trainee', 'teacher', 'tutor', 'device'] as const;
const staff = ['teacher', 'tutor'] as const;
const nothing = z.strictObject({});
const text = (max: number) => z.string().check(z.maxLength(max));

/** Between browsers directly: so many who hear and speak, and so many cameras. */
export const MESH_LIMITS = { audio: 8, video: 4 } as const;

/** What one browser sends. `lowData`: it wants no pictures, and little sound. `circle`: the break-out group it is with. */
const Publishing = { audio: z.boolean(), video: z.boolean(), lowData: z.boolean(), circle: z.nullable(Id) };
/** One browser that takes part in seeing and hearing: a person has at most one, and so has a room device. */
export const MediaPeer = z.object({ peer: Id, person: z.nullable(Id), deviceId: z.nullable(Id), ...Publishing });
export type MediaPeer = z.infer<typeof MediaPeer>;

export const IceServer = z.object({ urls: z.array(z.string()), username: z.optional(z.string()), credential: z.optional(z.string()) });
export type IceServer = z.infer<typeof IceServer>;
/** With `relayOnly` no address of this browser reaches the others. New credentials are asked for before `until`. */
export const IceGrant = z.object({ iceServers: z.array(IceServer), relayOnly: z.boolean(), until: Instant });
export type IceGrant = z.infer<typeof IceGrant>;

/** What the room offers now. `off` where direct links are not allowed and there is no relay. */
export const mediaState = channel(
  'media.state',
  { who: all, body: nothing, reply: z.object({ media: RoomMedia, off: z.boolean(), peers: z.array(MediaPeer) }) },
  'reading',
);
/** `peer` is made once by the page and kept when its connection comes back: links between browsers stay as they are. */
export const joinMedia = channel(
  'media.join',
  { who: all, body: z.strictObject({ peer: Id, lowData: z.boolean() }), reply: z.extend(IceGrant, { peers: z.array(MediaPeer) }) },
  'reading',
);
export const leaveMedia = channel('media.leave', { who: all, body: nothing }, 'reading');
/** Refused where nobody may speak or show, or where all places are taken; then nothing of it holds. */
export const publishMedia = channel('media.publish', { who: all, body: z.strictObject(Publishing) }, 'reading');
export const renewIce = channel('media.ice', { who: all, body: nothing, reply: IceGrant }, 'reading');

/** `link` is one try to reach the other browser: whoever makes a new one leaves the old behind. `again`: please make a new one. */
export const MediaSignal = z.strictObject({
  peer: Id,
  link: Id,
  kind: z.enum(['offer', 'answer', 'candidate', 'again']),
  sdp: z.optional(text(20_000)),
  candidate: z.optional(z.strictObject({ candidate: text(1000), sdpMid: z.nullable(text(20)), sdpMLineIndex: z.nullable(z.number()) })),
});
export type MediaSignal = z.infer<typeof MediaSignal>;
/** Several at once, as a browser has them together; passed on to the named browsers and kept nowhere. */
export const signalMedia = channel(
  'media.signal',
  { who: all, body: z.strictObject({ signals: z.array(MediaSignal).check(z.minLength(1), z.maxLength(40)) }) },
  'volatile',
);

/** What the server says about seeing and hearing, beside the meeting's events. */
export interface MediaServerMessages {
  /** In the order they came: of two browsers the later one makes the offer. */
  'media.peers': { peers: MediaPeer[] };
  /** `peer` is the one it comes from. */
  'media.signal': { signals: MediaSignal[] };
  /** Another tab or device of the same person took over. */
  'media.moved': object;
  /** The tutor switched it off, or somebody else in the room speaks. */
  'media.revoked': { audio: boolean; video: boolean };
}

const Host = z.string().check(z.toLowerCase(), z.maxLength(253), z.regex(/^(?=.*\.)[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)+$/));
/** With `directLinks` participants see each other's IP addresses. `linkHosts`: where a room's video call may be. */
export const MediaRules = z.strictObject({ directLinks: z.boolean(), linkHosts: z.array(Host).check(z.maxLength(20)) });
export type MediaRules = z.infer<typeof MediaRules>;

const OF_TENANT = '/api/tenants/:tenantId/media';
export const mediaRules = route('GET', OF_TENANT, { who: 'admin', reply: z.object({ rules: MediaRules, relay: z.boolean() }) });
export const changeMediaRules = route('PUT', OF_TENANT, { who: 'admin', body: MediaRules, reply: z.object({ done: z.literal(true) }) });
/** What a room of this course may use. */
export const mediaChoices = route('GET', '/api/courses/:enrolmentId/media', {
  who: staff,
  reply: z.object({ mesh: z.boolean(), linkHosts: z.array(z.string()) }),
});
