/** Pages for the admin of the site: whoever is somebody else is told so. */
import type { Reply, Req } from '../http.js';
import { loggedIn } from '../launch-endpoint.js';
import type { Person } from '../model.js';
import { isManager, type Platform } from '../platform.js';
import { errorPage, loginPage } from './plain.js';

export function admin(platform: Platform, req: Req): Person | Reply {
  const found = loggedIn(platform, req);
  if (!found) return loginPage(platform, req.url);
  return isManager(found.person) ? found.person : errorPage(platform, 403, 'Das darf nur die Administration.');
}
