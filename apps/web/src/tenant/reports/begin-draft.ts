import { draftReport, type ParticipationView } from '#lotse/contract';
import type { output } from 'zod/mini';
import { navigate } from '../../kit/address/nav.js';
import { call } from '../../kit/api/call.js';
import { toReport } from '../../kit/report/addresses.js';
import { monthBefore, today } from '../../kit/report/days.js';
import type { Due } from './open-dues.js';

type Participation = Pick<output<typeof ParticipationView>, 'participationId' | 'startsOn'>;

/** The month before, as far as the participation ran in it; for somebody who has just begun, the days so far. */
export function periodOf({ startsOn }: Pick<Participation, 'startsOn'>, day = today()): { from: string; to: string } {
  const month = monthBefore(day);
  if (month.to < startsOn) return { from: startsOn <= day ? startsOn : day, to: day };
  return { from: month.from < startsOn ? startsOn : month.from, to: month.to };
}

/** Makes the draft and opens it: what it says of occasion and period can be changed there by beginning another. */
export async function beginDraft(tenantId: string, participation: Participation, due: Due): Promise<void> {
  const body = { occasion: due.occasion, dueOn: due.dueOn, ...periodOf(participation) };
  const { reportId } = await call(draftReport, { params: { tenantId, participationId: participation.participationId }, body });
  navigate(toReport(tenantId, reportId));
}
