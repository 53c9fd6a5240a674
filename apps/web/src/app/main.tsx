import '../kit/design/tokens.css';
import '../kit/design/base.css';
import '../kit/design/controls.css';
import '../kit/design/surfaces.css';
import '../kit/design/print.css';
import '../kit/design/comfort.css';
import '../kit/frame/shell.css';
import { createRoot } from 'react-dom/client';
import { App } from './app.js';
import { loadPageFor } from './routes.js';
import { showComfort } from '../kit/session/comfort-at-start.js';
import { guessPreferences } from '../kit/session/preferences.js';
import { beginSession } from '../kit/session/session.js';

document.documentElement.dataset.embedded = String(window.self !== window.top);
guessPreferences();
showComfort();

const container = document.getElementById('root');
if (container !== null) {
  const root = createRoot(container);
  if (document.documentElement.dataset.play === 'true') {
    void import('../course/play/begin-play.js').then(({ beginPlay }) => beginPlay(root));
    // local accounts and the first start are an app of their own: they share the design, not the session
  } else if (/^\/(a|setup)(\/|$)/.test(window.location.pathname)) {
    void import('./begin.js').then(({ beginAccount }) => beginAccount(root));
  } else if (/^\/(room-device|check-in)(\/|$)/.test(window.location.pathname)) {
    void import('../rooms/live/begin-public.js').then(({ beginPublic }) => beginPublic(root));
  } else {
    loadPageFor(window.location.pathname);
    void beginSession();
    root.render(<App />);
  }
}
