import type { Root } from 'react-dom/client';
import { useLocale } from '../../kit/session/locale.js';
import { PlayPage } from './play-page.js';

function Play() {
  useLocale();
  return <PlayPage />;
}

/** `npm run content play`: an author's unit without a login. */
export function beginPlay(root: Root): void {
  root.render(<Play />);
}
