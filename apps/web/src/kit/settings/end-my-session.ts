import { endSession } from '#lotse/contract';
import { call } from '../api/call.js';
import { leave } from '../session/session.js';

export async function endMySession(): Promise<void> {
  await call(endSession, { body: {} });
  leave('ended');
}
