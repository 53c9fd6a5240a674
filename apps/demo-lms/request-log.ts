/** Counts what came in per target, and remembers the last thousand requests. */
import { TARGETS, type Target } from './faults.js';

export interface SeenRequest {
  at: Date;
  target: Target;
  method: string;
  url: string;
  accept: string | undefined;
  contentType: string;
  /** 0 = no answer was sent. */
  status: number;
}

const KEPT = 1000;

/** Reads as `requests.token`, `requests.scores` … */
export class RequestLog implements Record<Target, number> {
  token = 0;
  scores = 0;
  results = 0;
  lineitems = 0;
  nrps = 0;
  jwks = 0;
  auth = 0;
  openid = 0;
  registration = 0;
  page = 0;
  last: SeenRequest[] = [];

  arrived(target: Target): void {
    this[target] += 1;
  }

  finished(request: SeenRequest): void {
    this.last.push(request);
    if (this.last.length > KEPT) this.last.shift();
  }

  reset(): void {
    for (const target of TARGETS) this[target] = 0;
    this.last = [];
  }
}
