import { draftReport, type ParticipationView } from '#lotse/contract';
import type { output } from 'zod/mini';
import { navigate } from '../../kit/address/nav.js';
import { call } from '../../kit/api/call.js';
import { toReport } from '../../kit/report/addresses.js';
import type { Due } from './open-dues.js';
import { periodOf } from './period.js';

type Participation = Pick<output<typeof ParticipationView>, 'participationId' | 'startsOn'>;

/** Makes the draft and opens it: what it says of occasion and period can be changed there by beginning another. */
export async function beginDraft(tenantId: string, participation: Participation, due: Due): Promise<void> {
  const body = { occasion: due.occasion, dueOn: due.dueOn, ...periodOf(participation, due) };
  const { reportId } = await call(draftReport, { params: { tenantId, participationId: participation.participationId }, body });
  navigate(toReport(tenantId, reportId));
}
