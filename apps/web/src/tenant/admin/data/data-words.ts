import type { DataKind, HeldData, KeptUntil } from '#lotse/contract';
import { formatDate, type FormatLocale } from '../../../kit/design/format.js';
import { m } from '../../../paraglide/messages.js';

const KINDS: Record<DataKind, () => string> = {
  identity: m.pd_k_identity,
  settings: m.pd_k_settings,
  courses: m.pd_k_courses,
  learning: m.pd_k_learning,
  comments: m.pd_k_comments,
  access: m.pd_k_access,
  mail: m.pd_k_mail,
  contact: m.pd_k_contact,
  participation: m.pd_k_participation,
  attendance: m.pd_k_attendance,
  reports: m.pd_k_reports,
  releases: m.pd_k_releases,
  roles: m.pd_k_roles,
  log: m.pd_k_log,
  work: m.pd_k_work,
};
const UNTIL: Record<KeptUntil, () => string> = { erasure: m.pd_u_erasure, measure: m.pd_u_measure, proof: m.pd_u_proof, others: m.pd_u_others };

export const sayKind = (kind: DataKind): string => KINDS[kind]();
export const sayUntil = (until: KeptUntil): string => UNTIL[until]();

/** One day, or from one to another; a dash where nothing is known. */
export function saySpan({ since, last }: Pick<HeldData, 'since' | 'last'>, locale: FormatLocale): string {
  if (since === null || last === null) return '–';
  const [first, newest] = [formatDate(since, locale), formatDate(last, locale)];
  return first === newest ? first : m.pd_span_of({ since: first, last: newest });
}
