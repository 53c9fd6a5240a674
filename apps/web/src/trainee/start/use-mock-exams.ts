import { examForms, type ExamForm } from '#lotse/contract';
import { call } from '../../kit/api/call.js';
import { useLoad } from '../../kit/api/use-load.js';
import { useSession } from '../../kit/session/session.js';

/** The mock exams of the course; none until they are known, and for a guest. The page stands without them. */
export function useMockExams(): readonly ExamForm[] {
  const { enrolmentId, role } = useSession();
  const { value } = useLoad(`exams ${enrolmentId}`, (signal) =>
    role === 'trainee' ? call(examForms, { params: { enrolmentId }, signal }) : Promise.resolve(null),
  );
  return value?.forms ?? [];
}

export const isRunning = ({ open }: ExamForm): boolean => open !== null;
