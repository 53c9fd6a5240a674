import { handInExam } from '#lotse/contract';
import { call } from '../../kit/api/call.js';
import type { Sheet } from './exam-sheet.js';
import { handResult } from './handed-over.js';

/** Saves what waits, then hands in. False where something could not be saved and the time is not over: then nothing is handed in. */
export async function finishExam(sheet: Sheet, isOver: boolean): Promise<boolean> {
  await sheet.saver.flush();
  const { unsaved, over } = sheet.saver.state.get();
  if (!isOver && !over && Object.keys(unsaved).length > 0) return false;
  handResult(await call(handInExam, { params: { attemptId: sheet.attemptId }, body: {} }));
  sheet.forget();
  return true;
}
