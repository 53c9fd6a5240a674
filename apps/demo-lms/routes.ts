/** Which handler answers which path, and which fault target a path belongs to. */
import { answerAuth } from './auth-endpoint.js';
import { answerContentReturn, answerSave } from './deep-linking.js';
import type { Target } from './faults.js';
import { json, type Reply, type Req } from './http.js';
import { publicJwk } from './keys.js';
import { answerContentItem, answerLaunch } from './launch-endpoint.js';
import { answerLogin, answerLogout, answerStart } from './login.js';
import { activityPage } from './pages/activity.js';
import { coursePage } from './pages/course.js';
import { graderPage } from './pages/grader.js';
import { homePage } from './pages/home.js';
import { errorPage } from './pages/plain.js';
import { answerReturn } from './pages/return.js';
import { answerHttpSecurity, answerToolSettings, httpSecurityPage, toolSettingsPage } from './pages/settings.js';
import { answerToolAction, registrationChoicePage, toolsPage } from './pages/tools.js';
import { addActivityPage, choosePage } from './pages/choose.js';
import type { Platform } from './platform.js';
import { answerRegistration, openIdConfiguration } from './registration.js';
import { answerService, SERVICES } from './services.js';
import { answerToken } from './token-endpoint.js';

type Handler = (platform: Platform, req: Req) => Reply | Promise<Reply>;

const ROUTES: Record<string, { methods: string; target: Target; answer: Handler }> = {
  '/': { methods: 'GET', target: 'page', answer: homePage },
  '/start': { methods: 'GET', target: 'page', answer: answerStart },
  '/login/index.php': { methods: 'POST', target: 'page', answer: answerLogin },
  '/login/logout.php': { methods: 'POST', target: 'page', answer: answerLogout },
  '/course/view.php': { methods: 'GET', target: 'page', answer: coursePage },
  '/course/modedit.php': {
    methods: 'GET POST',
    target: 'page',
    answer: (platform, req) => (req.method === 'POST' ? answerSave(platform, req) : addActivityPage(platform, req)),
  },
  '/grade/report/grader/index.php': { methods: 'GET', target: 'page', answer: graderPage },
  '/mod/lti/view.php': { methods: 'GET', target: 'page', answer: activityPage },
  '/mod/lti/launch.php': { methods: 'GET', target: 'page', answer: answerLaunch },
  '/mod/lti/choose.php': { methods: 'GET', target: 'page', answer: choosePage },
  '/mod/lti/contentitem.php': { methods: 'GET', target: 'page', answer: answerContentItem },
  '/mod/lti/contentitem_return.php': { methods: 'POST', target: 'page', answer: answerContentReturn },
  '/mod/lti/return.php': { methods: 'GET', target: 'page', answer: answerReturn },
  '/mod/lti/toolconfigure.php': { methods: 'GET', target: 'page', answer: toolsPage },
  '/mod/lti/startltiadvregistration.php': { methods: 'GET', target: 'page', answer: registrationChoicePage },
  '/mod/lti/toolaction.php': { methods: 'POST', target: 'page', answer: answerToolAction },
  '/mod/lti/typessettings.php': {
    methods: 'GET POST',
    target: 'page',
    answer: (platform, req) => (req.method === 'POST' ? answerToolSettings(platform, req) : toolSettingsPage(platform, req)),
  },
  '/admin/settings.php': {
    methods: 'GET POST',
    target: 'page',
    answer: (platform, req) => (req.method === 'POST' ? answerHttpSecurity(platform, req) : httpSecurityPage(platform, req)),
  },
  '/mod/lti/auth.php': { methods: 'GET POST', target: 'auth', answer: answerAuth },
  '/mod/lti/token.php': { methods: 'GET POST', target: 'token', answer: answerToken },
  '/mod/lti/certs.php': { methods: 'GET', target: 'jwks', answer: (platform) => json({ keys: platform.state.keys.map(publicJwk) }) },
  '/mod/lti/openid-configuration.php': { methods: 'GET', target: 'openid', answer: (platform) => json(openIdConfiguration(platform)) },
  '/mod/lti/openid-registration.php': { methods: 'GET POST', target: 'registration', answer: answerRegistration },
};

export function targetOf(path: string): Target {
  if (!path.startsWith(`${SERVICES}/`)) return ROUTES[path]?.target ?? 'page';
  if (path.endsWith('/scores')) return 'scores';
  if (path.endsWith('/results')) return 'results';
  return path.endsWith('/memberships') ? 'nrps' : 'lineitems';
}

export async function answer(platform: Platform, req: Req): Promise<Reply> {
  if (req.path.startsWith(`${SERVICES}/`)) return answerService(platform, req);
  const route = Object.hasOwn(ROUTES, req.path) ? ROUTES[req.path] : undefined;
  if (!route) return errorPage(platform, 404, 'Diese Seite gibt es nicht.');
  const method = req.method === 'HEAD' ? 'GET' : req.method;
  if (!route.methods.split(' ').includes(method)) return { status: 405, headers: { allow: route.methods.replace(' ', ', ') } };
  return route.answer(platform, req);
}
