import { AsyncLocalStorage } from 'node:async_hooks';
import { pino, type Logger } from 'pino';

/**
 * The only fields a log line may have. None of them can hold a name, an e-mail address, an answer, a token,
 * a subject id of an LMS or a URL with a query: whoever adds one checks that.
 */
export interface LogFields {
  requestId?: string;
  method?: string;
  route?: string;
  status?: number;
  ms?: number;
  tenantId?: string;
  personId?: string;
  enrolmentId?: string;
  courseId?: string;
  registrationId?: string;
  lineItemId?: string;
  runId?: string;
  exerciseId?: string;
  unitId?: string;
  packageId?: string;
  verdict?: string;
  reason?: string;
  code?: string;
  kind?: string;
  count?: number;
  attempts?: number;
  port?: number;
  database?: string;
  version?: string;
  origin?: string;
  errorId?: string;
  /** Stack without the message: messages can quote input. */
  stack?: string;
  errorName?: string;
  file?: string;
  /** Hash of the newest entry of an audit chain. */
  head?: string;
}

const request = new AsyncLocalStorage<{ requestId: string }>();

/** Runs `story` so that every log line in it carries the request id. */
export function withRequestId<T>(requestId: string, story: () => T): T {
  return request.run({ requestId }, story);
}
export function currentRequestId(): string | undefined {
  return request.getStore()?.requestId;
}

export class Log {
  private readonly out: Logger;
  /** `write` is for tests that read what was logged. */
  constructor(level: string, write?: (line: string) => void) {
    // lines are gathered for a moment, because each write of its own costs a busy server as much as the line; the end of the process writes what is left
    const out = write ? { write } : pino.destination({ fd: 2, sync: false, minLength: 4096, periodicFlush: 200 });
    this.out = pino({ level, base: null, timestamp: pino.stdTimeFunctions.isoTime }, out);
  }
  info(event: string, fields: LogFields = {}): void {
    this.out.info(this.line(fields), event);
  }
  warn(event: string, fields: LogFields = {}): void {
    this.out.warn(this.line(fields), event);
  }
  /** A fault of ours: name and stack frames of the error, never its message. */
  fault(event: string, error: unknown, fields: LogFields = {}): void {
    this.out.error(this.line({ ...fields, ...describe(error) }), event);
  }
  /** Runs `story` and writes nothing below a warning: weeks that are played again are no events of this server. */
  async hushed<T>(story: () => Promise<T>): Promise<T> {
    const { level } = this.out;
    if (this.out.isLevelEnabled('warn')) this.out.level = 'warn';
    try {
      return await story();
    } finally {
      this.out.level = level;
    }
  }
  private line(fields: LogFields): LogFields {
    const requestId = currentRequestId();
    return requestId ? { requestId, ...fields } : fields;
  }
}

function describe(error: unknown): LogFields {
  if (!(error instanceof Error)) return { errorName: typeof error };
  const frames = (error.stack ?? '')
    .split('\n')
    .filter((line) => /^\s+at /.test(line))
    .slice(0, 12)
    .map((line) => line.trim());
  const code = (error as { code?: unknown }).code;
  return { errorName: error.name, stack: frames.join(' | '), ...(typeof code === 'string' ? { code } : {}) };
}
