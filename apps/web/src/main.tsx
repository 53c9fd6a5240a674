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
loadPageFor(window.location.pathname);
void beginSession();

const root = document.getElementById('root');
if (root !== null) createRoot(root).render(<App />);
