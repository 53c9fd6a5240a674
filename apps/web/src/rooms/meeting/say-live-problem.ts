import { toProblem } from '../../kit/api/problem.js';
import { sayProblem } from '../../kit/api/problem-sentence.js';
import { m } from '../../paraglide/messages.js';

const BY_CODE: Record<string, () => string> = {
  'chat.off': m.problem_chat_off,
  'hand.off': m.problem_hand_off,
  'poll.closed': m.problem_poll_closed,
  'poll.running': m.problem_poll_running,
  'exercise.over': m.problem_exercise_over,
  'exercise.unclear': m.problem_exercise_unclear,
  'checkin.wrong': m.problem_checkin_wrong,
  'checkin.wait': m.problem_checkin_wait,
  'device.code': m.problem_device_code,
  'meeting.over': m.problem_meeting_over,
  'meeting.not-begun': m.problem_meeting_begun,
  'meeting.group-only': m.problem_meeting_group,
  'breakout.none': m.problem_breakout_none,
  'meeting.locked': m.problem_meeting_locked,
  'microphone.taken': m.problem_microphone_taken,
  'microphone.elsewhere': m.problem_microphone_elsewhere,
  'presence.own-device': m.problem_presence_device,
  'breakout.running': m.problem_breakout_running,
  'breakout.twice': m.problem_breakout_twice,
  'live.too-fast': m.problem_live_fast,
};

/** What a live hour refuses, in one sentence that says what to do. */
export function sayLiveProblem(error: unknown): string {
  return BY_CODE[toProblem(error).code]?.() ?? sayProblem(error);
}
