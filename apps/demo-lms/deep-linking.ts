/** contentitem_return.php takes the tool's choice, modedit.php saves it. */
import { repost } from './auth-endpoint.js';
import { createLink, emptyForm, formProblem, toForm, type ItemForm } from './content-items.js';
import { redirect, type Reply, type Req } from './http.js';
import { isRecord, readCompact, type Jws } from './keys.js';
import { loggedIn } from './launch-endpoint.js';
import type { Tool } from './model.js';
import { errorPage, loginPage } from './pages/plain.js';
import { manyItemsPage, oneItemPage } from './pages/content-form.js';
import { findCourse, findTool, mayEdit, type Platform } from './platform.js';
import { checkToolJws } from './token-endpoint.js';

const ITEMS = 'https://purl.imsglobal.org/spec/lti-dl/claim/content_items';
const ERROR = 'https://purl.imsglobal.org/spec/lti-dl/claim/errormsg';

export async function answerContentReturn(platform: Platform, req: Req): Promise<Reply> {
  const found = loggedIn(platform, req);
  if (!found) return req.form.get('repost') ? loginPage(platform, '/') : repost(req);
  const courseId = req.query.get('course') ?? '';
  const tool = findTool(platform.state, req.query.get('id') ?? '');
  if (!tool || req.query.get('sesskey') !== found.session.sesskey) return errorPage(platform, 404, 'Die Sitzung passt nicht zu dieser Antwort.');
  if (!mayEdit(platform.state, courseId, found.person)) return errorPage(platform, 403, 'Das dürfen nur Lehrende mit Bearbeitungsrecht.');
  const jws = readCompact(req.form.get('JWT') ?? '');
  if (jws?.claims['iss'] !== tool.clientId) return errorPage(platform, 404, 'Der Anwenderschlüssel (consumer key) ist falsch.');
  const wrong = await checkToolJws(platform, tool, jws);
  if (wrong) return errorPage(platform, 404, wrong);
  const items = jws.claims[ITEMS];
  if (!Array.isArray(items)) return errorPage(platform, 404, 'Die Antwort des Tools enthält keine Liste von Inhalten.');
  return show(platform, courseId, tool, items.filter(isRecord), jws);
}

/** aud, nonce, deployment, message type and version are not looked at, as recorded. */
function show(platform: Platform, courseId: string, tool: Tool, items: Array<Record<string, unknown>>, jws: Jws): Reply {
  const forms = items.map((item) => toForm(tool, item));
  const error = jws.claims[ERROR];
  const note = typeof error === 'string' ? `Das Tool gab folgende Fehlermeldung zurück: '${error}'` : '';
  if (forms.length > 1) return manyItemsPage(platform, { courseId, toolId: tool.id, forms });
  return oneItemPage(platform, { courseId, toolId: tool.id, form: forms[0] ?? emptyForm(), note });
}

export async function answerSave(platform: Platform, req: Req): Promise<Reply> {
  const found = loggedIn(platform, req);
  if (!found) return loginPage(platform, '/');
  const asked = (name: string): string => (req.form.get(name) ?? '').trim();
  const course = findCourse(platform.state, asked('course'));
  const tool = findTool(platform.state, asked('typeid'));
  if (!course || !tool) return errorPage(platform, 404, 'Kurs oder Tool fehlt.');
  if (!mayEdit(platform.state, course.id, found.person)) return errorPage(platform, 403, 'Das dürfen nur Lehrende mit Bearbeitungsrecht.');
  const many = asked('contentitems');
  if (!many) {
    const form = readForm(asked);
    const note = formProblem(platform, form);
    if (note) return oneItemPage(platform, { courseId: course.id, toolId: tool.id, form, note });
    createLink(platform, course.id, tool, form);
  }
  for (const form of many ? (JSON.parse(many) as ItemForm[]) : []) createLink(platform, course.id, tool, form);
  await platform.changed();
  return redirect(`${platform.base}/course/view.php?id=${course.id}`);
}

/** A browser sends the line ends of a text area as CR LF; tags leave a title, as in Moodle. */
function readForm(asked: (name: string) => string): ItemForm {
  const form = emptyForm();
  return {
    ...form,
    ...Object.fromEntries(Object.keys(form).map((name) => [name, asked(name)])),
    name: asked('name').replace(/<[^>]*>/g, ''),
    instructorchoiceacceptgrades: asked('instructorchoiceacceptgrades') === '1',
  };
}
