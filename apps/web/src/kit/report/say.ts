import { toProblem } from '../api/problem.js';
import { say as sayAccount } from '../words/say.js';
import { m } from '../../paraglide/messages.js';

const SENTENCES: Record<string, () => string> = {
  'report.unknown': m.rep_p_unknown,
  'report.changed': m.rep_p_changed,
  'report.unsaved': m.rep_p_unsaved,
  'report.state': m.rep_p_state,
  'report.unseen': m.rep_p_unseen,
  'report.no-trainee': m.rep_p_no_trainee,
  'report.checks-open': m.rep_p_checks_open,
  'report.hints-open': m.rep_p_hints_open,
  'report.recommendation-missing': m.rep_p_recommendation_missing,
  'report.exit-missing': m.rep_p_exit_missing,
  'report.exit-unfit': m.rep_p_exit_unfit,
  'report.pdf-late': m.rep_p_pdf_late,
  'report.pdf-failed': m.rep_p_pdf_failed,
  'report.pdf-large': m.rep_p_pdf_large,
  'report.period-order': m.rep_p_period_order,
  'report.period-future': m.rep_p_period_future,
  'report.period-long': m.rep_p_period_long,
  'report.period-outside': m.rep_p_period_outside,
  'participation.unknown': m.rep_p_participation_unknown,
  'question.answered': m.rep_p_question_answered,
  'question.unknown': m.rep_p_question_unknown,
  'release.exists': m.rep_p_release_exists,
  'release.withdrawn': m.rep_p_release_withdrawn,
  'release.unknown': m.rep_p_release_unknown,
  'release.from-past': m.rep_p_release_from_past,
  'release.until-before-from': m.rep_p_release_until_before,
  'release.too-long': m.rep_p_release_long,
  'release.basis-unnamed': m.rep_p_basis_unnamed,
  'recipient.unknown': m.rep_p_recipient_unknown,
};

/** The sentence for a refusal, in the words of these pages. */
export function say(error: unknown): string {
  return SENTENCES[toProblem(error).code]?.() ?? sayAccount(error);
}
