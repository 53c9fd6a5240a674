import type { Root } from 'react-dom/client';
import { AccountApp } from './account-app.js';
import { begin, resume } from '../kit/session/account-session.js';
import { Frame } from '../kit/frame/frame.js';
import { setStaffFrame } from '../kit/frame/staff-frame.js';
import '../kit/form/account.css';

/** Pages under /a and /setup: for people with a local account, never in a frame. */
export function beginAccount(root: Root): void {
  setStaffFrame({ Frame, base: (tenantId) => `/a/t/${tenantId}`, onGone: () => void resume() });
  begin();
  root.render(<AccountApp />);
}
