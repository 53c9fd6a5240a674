import type { Root } from 'react-dom/client';
import { useLocale } from '../../kit/session/locale.js';
import { CheckInPage } from './check-in-page.js';
import { DevicePage } from './device-page.js';

function PublicPages() {
  useLocale();
  return window.location.pathname.startsWith('/check-in') ? <CheckInPage /> : <DevicePage />;
}

/** Pages of a classroom for which nobody signs in: the room device, and where its QR code leads. */
export function beginPublic(root: Root): void {
  root.render(<PublicPages />);
}
