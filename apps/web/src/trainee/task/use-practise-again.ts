import { openRun } from '#lotse/contract';
import { useState } from 'react';
import { navigate } from '../../kit/address/nav.js';
import { pathTo } from '../../kit/address/addresses.js';
import { call } from '../../kit/api/call.js';
import { toProblem, type Problem } from '../../kit/api/problem.js';
import { useSession } from '../../kit/session/session.js';
import { goOnWith } from './use-run.js';

/** Opens another run of a finished unit, of all or of what was wrong in one, and goes to its first task. */
export function usePractiseAgain(unitId: string, wrongOf?: string): { again: () => void; busy: boolean; problem: Problem | null } {
  const { registrationId, enrolmentId } = useSession();
  const [problem, setProblem] = useState<Problem | null>(null);
  const [busy, setBusy] = useState(false);
  async function open() {
    setBusy(true);
    try {
      goOnWith(await call(openRun, { body: { enrolmentId, unitId, ...(wrongOf === undefined ? { again: true } : { wrongOf }) } }));
      navigate(pathTo('task', { reg: registrationId, enr: enrolmentId }, { unit: unitId }));
    } catch (error) {
      setProblem(toProblem(error));
      setBusy(false);
    }
  }
  return { again: () => void (busy ? undefined : open()), busy, problem };
}
