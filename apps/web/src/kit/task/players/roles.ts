import { m } from '../../../paraglide/messages.js';
import type { ResponseOf } from './player.js';

export type Role = ResponseOf<'task-reading'>['roles'][string];
const WORD: Record<Role, () => string> = {
  situation: m.role_situation,
  question: m.role_question,
  operator: m.role_operator,
  given: m.role_given,
  wanted: m.role_wanted,
  extra: m.role_extra,
};

export const roleWord = (role: Role): string => WORD[role]();
