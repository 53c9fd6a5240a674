import { m } from '../../paraglide/messages.js';
import type { Hint } from './media-session.js';

const WORDS: Record<string, () => string> = {
  'device.denied': m.media_fault_denied,
  'device.none': m.media_fault_none,
  'device.busy': m.media_fault_busy,
  'device.unknown': m.media_fault_unknown,
  'device.gone': m.media_fault_gone,
  revoked: m.media_revoked,
  moved: m.media_moved,
  'media.full': m.media_full,
  'media.off': m.problem_media_off,
  'media.taken': m.media_fault_unknown,
  'camera.full': m.media_camera_full,
  'camera.off': m.media_camera_off,
  'microphone.off': m.media_microphone_off,
  'microphone.taken': m.media_microphone_taken,
  'microphone.elsewhere': m.media_microphone_elsewhere,
  network: m.media_offline,
};

/** One sentence about what is not possible now, and what to do about it. */
export const sayHint = (hint: Hint): string => (WORDS[hint] ?? m.media_fault_unknown)();
