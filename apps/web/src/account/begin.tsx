import type { Root } from 'react-dom/client';
import { AccountApp } from './account-app.js';
import { begin } from './account-session.js';
import './account.css';

/** Pages under /a and /setup: for people with a local account, never in a frame. */
export function beginAccount(root: Root): void {
  begin();
  root.render(<AccountApp />);
}
