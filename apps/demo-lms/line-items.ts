/** AGS line items: list, read, make, replace, delete. */
import { phpText } from './custom-values.js';
import type { Reply } from './http.js';
import { isRecord } from './keys.js';
import type { LineItem } from './model.js';
import type { Platform } from './platform.js';
import { FORMAT, itemUrl, refusal, serviceReply, type ListCall, type ServiceCall } from './service-call.js';

export function answerLineItems(call: ListCall): Reply | Promise<Reply> {
  const { req } = call;
  if (req.method === 'POST') return req.contentType === FORMAT.item ? make(call) : wrongType(call);
  return !req.accept || req.accept === FORMAT.container ? list(call) : wrongType(call);
}

function wrongType(call: ListCall): Reply {
  return refusal(call.req, 400, 'No context or unsupported content type');
}

function list({ platform, req, tool, course }: ListCall): Reply {
  const wanted = (name: string, value: string | null): boolean => !req.query.has(name) || req.query.get(name) === (value ?? '');
  const all = platform.state.items.filter(
    (item) =>
      item.courseId === course.id &&
      item.toolId === tool.id &&
      wanted('tag', item.tag) &&
      wanted('resource_id', item.resourceId) &&
      wanted('resource_link_id', item.linkId),
  );
  const limit = Number(req.query.get('limit') ?? 0);
  if (limit <= 0)
    return serviceReply(
      FORMAT.container,
      all.map((item) => shown(platform, item)),
    );
  const from = Number(req.query.get('from') ?? 0);
  const link = brokenLink(`${platform.base}/mod/lti/services.php/${course.id}/lineitems?type_id=${tool.id}`, limit, from, all.length);
  return serviceReply(
    FORMAT.container,
    all.slice(from, from + limit).map((item) => shown(platform, item)),
    200,
    { link },
  );
}

/** Typographic quotes and escaped ampersands, as recorded: nobody can follow this header. */
function brokenLink(url: string, limit: number, from: number, total: number): string {
  const last = Math.floor((total - 1) / limit) * limit;
  const pages: Array<[string, number]> = [['first', 0]];
  if (from > 0) pages.push(['prev', Math.max(0, from - limit)]);
  pages.push(['canonical', from]);
  if (from + limit < total) pages.push(['next', from + limit]);
  pages.push(['last', last]);
  return pages.map(([rel, at]) => `<${url}&amp;limit=${limit}&amp;from=${at}>; rel=“${rel}”`).join(', ');
}

function shown(platform: Platform, item: LineItem): Record<string, unknown> {
  return {
    id: itemUrl(platform, item),
    label: item.label,
    scoreMaximum: item.scoreMaximum,
    resourceId: item.resourceId,
    tag: item.tag ?? '',
    ...(item.linkId ? { resourceLinkId: item.linkId, ltiLinkId: item.linkId } : {}),
  };
}

function bodyOf(call: ListCall): Record<string, unknown> | null {
  try {
    const body: unknown = JSON.parse(call.req.body);
    return isRecord(body) ? body : null;
  } catch {
    return null; // refused with the same words as a body without its members
  }
}

async function make(call: ListCall): Promise<Reply> {
  const { platform, req, tool, course } = call;
  const body = bodyOf(call);
  if (!body || body['label'] === undefined || body['scoreMaximum'] === undefined) return refusal(req, 400, 'No label or Score Maximum');
  const linkId = body['resourceLinkId'] === undefined ? null : phpText(body['resourceLinkId']);
  const known = platform.state.links.some((link) => link.id === linkId && link.courseId === course.id && link.toolId === tool.id);
  if (linkId !== null && !known) return refusal(req, 403, 'Forbidden');
  const item: LineItem = {
    ...emptyItem(nextItemId(platform), course.id, tool.id),
    label: phpText(body['label']),
    scoreMaximum: Number(body['scoreMaximum']),
    resourceId: phpText(body['resourceId']),
    tag: phpText(body['tag']),
    linkId,
  };
  platform.state.items.push(item);
  await platform.changed();
  return serviceReply(FORMAT.item, { ...body, id: itemUrl(platform, item) }, 201);
}

export function nextItemId(platform: Platform): string {
  return String((platform.state.last.item += 1));
}

export function emptyItem(id: string, courseId: string, toolId: string): LineItem {
  return {
    id,
    courseId,
    toolId,
    kind: 'manual',
    instanceId: null,
    linkId: null,
    label: '',
    scoreMaximum: 100,
    resourceId: '',
    tag: '',
    hasNumbers: true,
    reviewUrl: '',
    reviewParams: '',
  };
}

export function answerLineItem(call: ServiceCall): Reply | Promise<Reply> {
  if (call.req.method === 'PUT') return replace(call);
  if (call.req.method === 'DELETE') return remove(call);
  return serviceReply(FORMAT.item, shown(call.platform, call.item));
}

/** What the body leaves out is lost, the tie to the link too. */
async function replace(call: ServiceCall): Promise<Reply> {
  const { platform, req, item } = call;
  const body = bodyOf(call);
  if (!body || body['label'] === undefined || body['scoreMaximum'] === undefined) return refusal(req, 400, 'Bad Request');
  item.label = phpText(body['label']);
  item.scoreMaximum = Number(body['scoreMaximum']);
  item.resourceId = phpText(body['resourceId']);
  item.tag = phpText(body['tag']);
  item.linkId = body['resourceLinkId'] === undefined ? null : phpText(body['resourceLinkId']);
  await platform.changed();
  return serviceReply(FORMAT.item, { ...body, id: itemUrl(platform, item) });
}

async function remove({ platform, item }: ServiceCall): Promise<Reply> {
  dropItem(platform, item.id);
  await platform.changed();
  return { status: 204, reason: 'OK', headers: { 'content-type': 'text/html; charset=utf-8' } };
}

export function dropItem(platform: Platform, itemId: string): void {
  const state = platform.state;
  state.items = state.items.filter((item) => item.id !== itemId);
  state.grades = state.grades.filter((row) => row.itemId !== itemId);
}
