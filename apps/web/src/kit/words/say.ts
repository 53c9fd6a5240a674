import { toProblem } from '../api/problem.js';
import { sayProblem } from '../api/problem-sentence.js';
import { OFFICE_SENTENCES } from './office-problems.js';
import { m } from '../../paraglide/messages.js';

const SENTENCES: Record<string, (details: Record<string, string | number>) => string> = {
  'login.wrong': () => m.acc_p_login_wrong(),
  'login.code': () => m.acc_p_login_code(),
  'login.over': () => m.acc_p_login_over(),
  'login.wait': ({ seconds }) => m.acc_p_login_wait({ count: Number(seconds ?? 60) }),
  'login.many': () => m.acc_p_login_many(),
  'login.too-old': () => m.acc_p_login_too_old(),
  'password.short': () => m.acc_p_password_short(),
  'password.long': () => m.acc_p_password_long(),
  'password.common': () => m.acc_p_password_common(),
  'password.known': () => m.acc_p_password_known(),
  'password.wrong': () => m.acc_p_password_wrong(),
  'password.needs-totp': () => m.acc_p_password_needs_totp(),
  'totp.wrong': () => m.acc_p_totp_wrong(),
  'totp.foreign': () => m.acc_p_totp_foreign(),
  'credentials.missing': () => m.acc_p_credentials_missing(),
  'passkey.unknown': () => m.acc_p_passkey_unknown(),
  'passkey.wrong': () => m.acc_p_passkey_wrong(),
  'passkey.refused': () => m.acc_p_passkey_refused(),
  'passkey.device': () => m.acc_p_passkey_device(),
  'passkey.last': () => m.acc_p_passkey_last(),
  'account.exists': () => m.acc_p_account_exists(),
  'invitation.unknown': () => m.acc_p_invitation_unknown(),
  'invitation.accepted': () => m.acc_p_invitation_accepted(),
  'invitation.expired': () => m.acc_p_invitation_expired(),
  'invitation.withdrawn': () => m.acc_p_invitation_withdrawn(),
  'invitation.other-mail': () => m.acc_p_invitation_other_mail(),
  'reset.elsewhere': () => m.acc_p_reset_elsewhere(),
  'reset.over': () => m.acc_p_reset_over(),
  'setup.over': () => m.acc_p_setup_over(),
  'setup.taken': () => m.acc_p_setup_taken(),
  'grant.last-admin': () => m.acc_p_grant_last_admin(),
  'grant.end-missing': () => m.acc_p_grant_end_missing(),
  'grant.end-past': () => m.acc_p_grant_end_past(),
  'grant.end-far': () => m.acc_p_grant_end_far(),
  'grant.needs-account': () => m.acc_p_grant_needs_account(),
  'grant.self': () => m.acc_p_grant_self(),
  'grant.needs-invitation': () => m.acc_p_grant_needs_invitation(),
  'grant.unknown': () => m.acc_p_grant_unknown(),
  'platform.unknown': () => m.pf_p_unknown(),
  'platform.state': () => m.pf_p_state(),
  'platform.name': () => m.pf_p_name(),
  'invite.unknown': () => m.pf_p_invite(),
  'deployment.unknown': () => m.pf_p_deployment(),
  'installation.no-account': () => m.acc_p_installation_no_account(),
  'installation.last': () => m.acc_p_installation_last(),
  'tenant.name-taken': () => m.acc_p_tenant_name_taken(),
  'person.unknown': () => m.acc_p_person_unknown(),
  'erasure.name': () => m.acc_p_erasure_name(),
  'erasure.self': () => m.acc_p_erasure_self(),
  'erasure.has-role': () => m.acc_p_erasure_has_role(),
  'erasure.list': () => m.acc_p_erasure_list(),
  'body.invalid': () => m.acc_p_body_invalid(),
  ...OFFICE_SENTENCES,
};

/** The sentence for a refusal, in the words of these pages. */
export function say(error: unknown): string {
  const problem = toProblem(error);
  return SENTENCES[problem.code]?.(problem.details) ?? sayProblem(problem);
}
