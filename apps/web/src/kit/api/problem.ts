import { ProblemBody } from '#lotse/contract';

export type ProblemKind = ProblemBody['kind'] | 'offline';

/** The one error of the browser side: a refusal of the server, or `offline` where no answer came. */
export class Problem extends Error {
  constructor(
    readonly kind: ProblemKind,
    readonly code: string,
    readonly details: Record<string, string | number> = {},
    options?: ErrorOptions,
  ) {
    super(code, options);
    this.name = 'Problem';
  }

  /** True where the same request may work a little later. */
  get passes(): boolean {
    return ['offline', 'internal', 'upstream', 'unavailable', 'too-many'].includes(this.kind);
  }
}

const KIND_BY_STATUS: Record<number, ProblemKind> = {
  400: 'invalid',
  401: 'signed-out',
  403: 'forbidden',
  404: 'not-found',
  409: 'conflict',
  413: 'too-large',
  429: 'too-many',
};

/** A proxy may answer in the server's place: then the status alone must do. */
export function problemFrom(status: number, body: unknown): Problem {
  const read = ProblemBody.safeParse(body);
  if (read.success) return new Problem(read.data.kind, read.data.code, read.data.details);
  return new Problem(KIND_BY_STATUS[status] ?? (status === 503 ? 'unavailable' : 'internal'), `http.${status}`);
}

export function toProblem(error: unknown): Problem {
  return error instanceof Problem ? error : new Problem('internal', 'browser.error', {}, { cause: error });
}
