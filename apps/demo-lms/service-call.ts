/** What the grade and roster services share: their call, media types and kinds of answer. */
import type { Reply, Req } from './http.js';
import type { Course, LineItem, Tool } from './model.js';
import type { Platform } from './platform.js';

export interface ServiceCall {
  platform: Platform;
  req: Req;
  tool: Tool;
  course: Course;
  item: LineItem;
}

export type ListCall = Omit<ServiceCall, 'item'>;

const LIS = 'application/vnd.ims.lis';
export const FORMAT = {
  container: `${LIS}.v2.lineitemcontainer+json`,
  item: `${LIS}.v2.lineitem+json`,
  results: `${LIS}.v2.resultcontainer+json`,
  score: `${LIS}.v1.score+json`,
  scores: `${LIS}.v1.scorecontainer+json`,
  roster: 'application/vnd.ims.lti-nrps.v2.membershipcontainer+json',
  rosterOld: `${LIS}.v2.membershipcontainer+json`,
};

/** Moodle repeats the request in every refusal that has no body of its own. */
export function refusal(req: Req, status: number, reason: string): Reply {
  const request = {
    method: req.method,
    url: req.url,
    ...(req.accept === undefined ? {} : { accept: req.accept }),
    contentType: req.contentType,
  };
  const body = JSON.stringify({ status, reason, request });
  return { status, reason, headers: { 'content-type': 'application/json; charset=utf-8' }, body };
}

export function serviceReply(format: string, value: unknown, status = 200, headers: Record<string, string> = {}): Reply {
  const body = value === '' ? '' : JSON.stringify(value);
  return { status, headers: { 'content-type': `${format}; charset=utf-8`, ...headers }, body };
}

export function itemUrl(platform: Platform, item: LineItem, part = ''): string {
  return `${platform.base}/mod/lti/services.php/${item.courseId}/lineitems/${item.id}/lineitem${part}?type_id=${item.toolId}`;
}
