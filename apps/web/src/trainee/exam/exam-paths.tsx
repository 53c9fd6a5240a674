import { useAddress } from '../../kit/address/nav.js';
import { BackLink } from '../../kit/address/back-link.js';
import { pathTo } from '../../kit/address/addresses.js';
import { useSession } from '../../kit/session/session.js';
import { m } from '../../paraglide/messages.js';

export interface ExamPaths {
  formId: string;
  attemptId: string;
  start: string;
  form: string;
  paper: (attemptId: string) => string;
  result: (attemptId: string) => string;
}

/** Where the pages of the form stand that the address names. */
export function useExamPaths(): ExamPaths {
  const values = useAddress()?.values ?? {};
  const { registrationId: reg, enrolmentId: enr } = useSession();
  const [form, attemptId] = [values['form'] ?? '', values['attempt'] ?? ''];
  return {
    formId: form,
    attemptId,
    start: pathTo('start', { reg, enr }, {}),
    form: pathTo('exam', { reg, enr }, { form }),
    paper: (attempt) => pathTo('paper', { reg, enr }, { form, attempt }),
    result: (attempt) => pathTo('examResult', { reg, enr }, { form, attempt }),
  };
}

export function ToOverview() {
  return <BackLink href={useExamPaths().start}>{m.overview()}</BackLink>;
}
