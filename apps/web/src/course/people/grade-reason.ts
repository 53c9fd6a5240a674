import { quotedMoodleNames } from '#lotse/contract';
import { getLocale } from '../../kit/session/locale.js';
import { m } from '../../paraglide/messages.js';

const noGrades = () => m.reason_score_403(quotedMoodleNames(getLocale()));

/** Why a grade has not arrived, and which setting or act helps. Codes come from the passing back of grades. */
const SENTENCE: Record<string, () => string> = {
  'lineitem.none': () => m.reason_lineitem_none(quotedMoodleNames(getLocale())),
  'lineitem.missing': m.reason_lineitem_missing,
  'lineitem.host': m.reason_lineitem_host,
  'lineitem.sought': m.reason_busy,
  'lineitems.403': noGrades,
  'lineitems.404': m.reason_lineitem_missing,
  'lineitems.unreadable': m.reason_unreadable,
  'scope.readonly': () => m.reason_scope_readonly(quotedMoodleNames(getLocale())),
  'score.400': m.reason_score_400,
  'score.401': m.reason_score_401,
  'score.403': noGrades,
  'score.404': m.reason_score_404,
  'score.409': m.reason_score_409,
  'score.429': m.reason_busy,
  'score.locked': m.reason_score_locked,
  'score.overridden': m.reason_score_overridden,
  'result.none': () => m.reason_result_none(quotedMoodleNames(getLocale())),
  'fetch.timeout': m.reason_fetch_timeout,
  'fetch.failed': m.reason_fetch_failed,
  'fetch.blocked': m.reason_fetch_blocked,
  'fetch.too-large': m.reason_unreadable,
  'service.foreign': m.reason_lineitem_host,
  'token.refused': m.reason_token,
  'token.unreadable': m.reason_unreadable,
};

/** One sentence or two for a teacher; unknown codes are told as they are, so that an admin can look them up. */
export function sayReason(code: string): string {
  const exact = SENTENCE[code];
  if (exact !== undefined) return exact();
  if (/^(score|result)\.5\d\d$/.test(code)) return m.reason_busy();
  if (/^result\./.test(code)) return m.reason_result_other();
  return m.reason_other({ code });
}
