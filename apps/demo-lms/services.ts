/** /mod/lti/services.php/…: chooses the resource by path and exact media type, in Moodle's order of refusals. */
import type { Reply, Req } from './http.js';
import { answerLineItem, answerLineItems } from './line-items.js';
import type { Tool } from './model.js';
import { findCourse, findTool, type Platform } from './platform.js';
import { answerResults } from './results.js';
import { answerRoster } from './roster.js';
import { SCOPE } from './scopes.js';
import { answerScore } from './scores.js';
import { FORMAT, refusal, type ListCall, type ServiceCall } from './service-call.js';

interface Resource {
  pattern: RegExp;
  formats: string[];
  methods: string[];
  scopes: (method: string) => string[];
  answer: (call: ListCall, found: RegExpExecArray) => Reply | Promise<Reply>;
}

const reading = (method: string): string[] => (method === 'GET' ? [SCOPE.lineItem, SCOPE.lineItemRead] : [SCOPE.lineItem]);

const RESOURCES: Resource[] = [
  { pattern: /^\/(\d+)\/lineitems$/, formats: [FORMAT.container, FORMAT.item], methods: ['GET', 'POST'], scopes: reading, answer: answerLineItems },
  {
    pattern: /^\/(\d+)\/lineitems\/(\d+)\/lineitem$/,
    formats: [FORMAT.item],
    methods: ['GET', 'PUT', 'DELETE'],
    scopes: reading,
    answer: withItem(answerLineItem),
  },
  {
    pattern: /^\/(\d+)\/lineitems\/(\d+)\/lineitem\/scores$/,
    formats: [FORMAT.scores, FORMAT.score],
    methods: ['POST'],
    scopes: () => [SCOPE.score],
    answer: withItem(answerScore),
  },
  {
    pattern: /^\/(\d+)\/lineitems\/(\d+)\/lineitem\/results$/,
    formats: [FORMAT.results],
    methods: ['GET'],
    scopes: () => [SCOPE.resultRead],
    answer: withItem(answerResults),
  },
  {
    pattern: /^\/CourseSection\/(\d+)\/bindings\/(\d+)\/memberships$/,
    formats: [FORMAT.roster, FORMAT.rosterOld],
    methods: ['GET'],
    scopes: () => [SCOPE.roster],
    answer: answerRoster,
  },
];

export const SERVICES = '/mod/lti/services.php';

export async function answerService(platform: Platform, req: Req): Promise<Reply> {
  const path = req.path.slice(SERVICES.length);
  for (const resource of RESOURCES) {
    if (!takesFormat(resource, req)) continue;
    const found = resource.pattern.exec(path);
    if (!found) continue;
    if (!resource.methods.includes(req.method)) return refusal(req, 405, 'Method Not Allowed');
    const tool = toolOf(platform, req, resource.scopes(req.method), found);
    if (!tool) return refusal(req, 401, 'Unauthorized');
    const course = findCourse(platform.state, found[1] ?? '');
    if (!course) return refusal(req, 404, `Not Found: Course ${found[1]} doesn't exist`);
    return resource.answer({ platform, req, tool, course }, found);
  }
  return refusal(req, 400, `No handler found for ${path} ${req.accept ?? ''} ${req.contentType}`);
}

function takesFormat(resource: Resource, req: Req): boolean {
  if (req.method === 'DELETE') return true;
  if (req.method === 'GET') return !req.accept || req.accept.includes('*/*') || resource.formats.includes(req.accept);
  return resource.formats.includes(req.contentType);
}

/** The tool behind the bearer token; null where token, scope, type_id or binding do not fit. */
function toolOf(platform: Platform, req: Req, scopes: string[], found: RegExpExecArray): Tool | null {
  const bearer = /^Bearer (.+)$/i.exec(req.authorization)?.[1];
  const token = platform.state.tokens.find((one) => one.token === bearer);
  if (!token || token.expires <= platform.clock.now().getTime()) return null;
  if (!scopes.some((scope) => token.scopes.includes(scope))) return null;
  const asked = req.path.includes('/CourseSection/') ? found[2] : (req.query.get('type_id') ?? token.toolId);
  return asked === token.toolId ? findTool(platform.state, token.toolId) : null;
}

function withItem(answer: (call: ServiceCall) => Reply | Promise<Reply>): Resource['answer'] {
  return (call, found) => {
    const { state } = call.platform;
    const item = state.items.find((one) => one.id === found[2] && one.courseId === call.course.id && one.toolId === call.tool.id);
    return item ? answer({ ...call, item }) : refusal(call.req, 404, `Not Found: Grade item ${found[2]} doesn't exist`);
  };
}
