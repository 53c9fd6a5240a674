/** AGS results: a cell without a grade shows only id and person; `limit` leads to an HTML error page. */
import { berlinIso } from './berlin-time.js';
import type { Reply } from './http.js';
import type { GradeRow } from './model.js';
import { errorPage } from './pages/plain.js';
import { FORMAT, itemUrl, serviceReply, type ServiceCall } from './service-call.js';

export function answerResults(call: ServiceCall): Reply {
  const { platform, req, item } = call;
  if (req.query.has('limit')) return errorPage(platform, 404, 'Ungültiger Parameterwert');
  const user = req.query.get('user_id');
  const rows = platform.state.grades
    .filter((row) => row.itemId === item.id && row.timeModified !== null && (!user || row.personId === user))
    .sort((a, b) => Number(a.personId) - Number(b.personId));
  return serviceReply(
    FORMAT.results,
    rows.map((row) => shown(call, row)),
  );
}

function shown({ platform, item }: ServiceCall, row: GradeRow): Record<string, unknown> {
  const id = `${itemUrl(platform, item, '/results')}&user_id=${row.personId}`;
  if (row.finalGrade === null) return { id, userId: row.personId };
  return {
    id,
    userId: row.personId,
    resultScore: row.finalGrade,
    resultMaximum: item.scoreMaximum,
    ...(row.feedback === null ? {} : { comment: row.feedback }),
    scoreOf: itemUrl(platform, item),
    timestamp: berlinIso(row.timeModified ?? 0),
  };
}
