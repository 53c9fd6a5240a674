/** AGS score service: every refusal of a score itself carries the body [] and the media type of scores. */
import { readStamp } from './berlin-time.js';
import { phpText } from './custom-values.js';
import { applyScore, emptyRow, isTooOld, type Score } from './grade-rules.js';
import type { Reply } from './http.js';
import { isRecord } from './keys.js';
import { enrolmentOf, nowSeconds } from './platform.js';
import { FORMAT, refusal, serviceReply, type ServiceCall } from './service-call.js';

/** The change is kept together with the note of the request, before the answer leaves (server.ts). */
export function answerScore(call: ServiceCall): Reply {
  const { platform, req, item } = call;
  if (req.contentType !== FORMAT.score) return refusal(req, 400, 'No context or unsupported content type');
  const score = readScore(call);
  if (!score) return refused(400, `Incorrect score received${req.body}`);
  const state = platform.state;
  const at = state.grades.findIndex((row) => row.itemId === item.id && row.personId === score.userId);
  const row = state.grades[at] ?? emptyRow(item.id, score.userId);
  if (isTooOld(row, score.stamp)) {
    return refused(409, `Refusing score with an earlier timestamp for item ${item.id} and user ${score.userId}`);
  }
  if (row.locked) return refused(500, 'Internal Server Error');
  const next = applyScore(row, item, score, nowSeconds(platform));
  if (at >= 0) state.grades[at] = next;
  else state.grades.push(next);
  return serviceReply(FORMAT.score, '');
}

function refused(status: number, reason: string): Reply {
  return { ...serviceReply(FORMAT.score, [], status), reason };
}

/** null where anything is missing, or the person cannot be graded in this course. */
function readScore(call: ServiceCall): Score | null {
  const body = parse(call.req.body);
  const stamp = readStamp(body?.['timestamp']);
  const { userId, gradingProgress, activityProgress, scoreGiven, scoreMaximum, comment } = body ?? {};
  if (stamp === null || !userId || !gradingProgress || !activityProgress) return null;
  const hasScore = scoreGiven !== undefined && scoreGiven !== null;
  if (hasScore && (scoreMaximum === undefined || Number.isNaN(Number(scoreGiven)))) return null;
  if (enrolmentOf(call.platform.state, call.course.id, phpText(userId))?.role !== 'student') return null;
  return {
    userId: phpText(userId),
    stamp,
    gradingProgress: phpText(gradingProgress),
    scoreGiven: hasScore ? Number(scoreGiven) : null,
    scoreMaximum: Number(scoreMaximum ?? 0),
    comment: typeof comment === 'string' && comment !== '' ? comment : null,
  };
}

function parse(body: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(body);
    return isRecord(value) ? value : null;
  } catch {
    return null; // Moodle answers as for a score without its members
  }
}
