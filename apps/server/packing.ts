import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import type { FastifyInstance } from 'fastify';
import {
  companionParticipations,
  enterUnit,
  beginExam,
  examPaper,
  examResult,
  handInExam,
  linkChoices,
  myReport,
  officeParticipations,
  openRun,
  personPage,
  pickPage,
  receivedReport,
  reportPage,
  reviewPage,
  roster,
  runResult,
  startPage,
  unitPage,
  unitPreview,
} from '#lotse/contract';

/**
 * Large replies that hold no secret (bearer, code, password, link). Whoever could have their own text sent back beside a secret
 * would learn it from the packed length (BREACH): so what is packed is listed. The bearer in `enterUnit` is disguised.
 */
const LARGE = [
  ...[
    enterUnit,
    openRun,
    beginExam,
    examPaper,
    examResult,
    handInExam,
    runResult,
    startPage,
    roster,
    personPage,
    reviewPage,
    linkChoices,
    pickPage,
    unitPage,
    unitPreview,
  ],
  ...[reportPage, myReport, receivedReport, officeParticipations, companionParticipations],
];
const PACKED: ReadonlySet<string> = new Set(LARGE.map(({ method, path }: { method: string; path: string }) => `${method} ${path}`));
/** What fits into one packet arrives no sooner when it is packed. */
const WORTH_BYTES = 1_400;
const QUICK = { params: { [constants.BROTLI_PARAM_QUALITY]: 4 } };

const [brotli, zip] = [promisify(brotliCompress), promisify(gzip)];

export function packLargeReplies(fastify: FastifyInstance): void {
  fastify.addHook('onSend', async (request, reply, payload) => {
    if (typeof payload !== 'string' || payload.length < WORTH_BYTES || reply.statusCode !== 200) return payload;
    if (!PACKED.has(`${request.method} ${request.routeOptions.url ?? ''}`)) return payload;
    void reply.header('vary', 'accept-encoding');
    const encoding = ['br', 'gzip'].find((one) => new RegExp(`\\b${one}\\b`).test(request.headers['accept-encoding'] ?? ''));
    if (encoding === undefined) return payload;
    void reply.header('content-encoding', encoding).removeHeader('content-length');
    return encoding === 'br' ? brotli(payload, QUICK) : zip(payload);
  });
}
