import './design/tokens.css';
import './design/base.css';
import './design/controls.css';
import './design/surfaces.css';
import './design/print.css';
import './shell/shell.css';
import { createRoot } from 'react-dom/client';
import { App } from './app.js';
import { loadPageFor } from './routes.js';
import { guessPreferences } from './session/preferences.js';
import { beginSession } from './session/session.js';

document.documentElement.dataset.embedded = String(window.self !== window.top);
guessPreferences();

const place = document.getElementById('root');
if (place !== null) {
  const root = createRoot(place);
  // local accounts and the first start are an app of their own: they share the design, not the session
  if (/^\/(a|setup)(\/|$)/.test(window.location.pathname)) {
    void import('./account/begin.js').then(({ beginAccount }) => beginAccount(root));
  } else {
    loadPageFor(window.location.pathname);
    void beginSession();
    root.render(<App />);
  }
}
