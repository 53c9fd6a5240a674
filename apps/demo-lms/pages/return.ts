/** Where a tool sends people back to: its message and the way to the course. */
import { escapeHtml, type Reply, type Req } from '../http.js';
import { loggedIn } from '../launch-endpoint.js';
import { findCourse, type Platform } from '../platform.js';
import { page } from './layout.js';

export function answerReturn(platform: Platform, req: Req): Reply {
  const found = loggedIn(platform, req);
  const course = findCourse(platform.state, req.query.get('course') ?? '');
  const error = req.query.get('lti_errormsg');
  const message = error ?? req.query.get('lti_msg') ?? '';
  const note = message ? `<p class="note"${error ? ' role="alert"' : ''}>${escapeHtml(message)}</p>` : '';
  const href = course ? `${platform.base}/course/view.php?id=${course.id}` : `${platform.base}/`;
  const body = `<h1>Zurück im Kurs</h1>${note}<p><a class="button main" target="_top" href="${href}">${course ? 'Zum Kurs' : 'Zur Startseite'}</a></p>`;
  return page(platform, { title: 'Zurück', person: found?.person ?? null, body });
}
