/** Faults a test switches on at one site; nothing here is ever on by itself. */
export const TARGETS = ['token', 'scores', 'results', 'lineitems', 'nrps', 'jwks', 'auth', 'openid', 'registration', 'page'] as const;
export type Target = (typeof TARGETS)[number];

export type FaultMode =
  | { status: number; body?: string | Buffer; headers?: Record<string, string>; reason?: string }
  | { delayMs: number }
  | { drop: true }
  /** The request takes effect, the answer never comes: the caller runs into its own timeout. */
  | { storeThenTimeout: true };

export interface Fault {
  /** all = every target but the pages. */
  target: Target | 'all';
  mode: FaultMode;
  /** How many requests it hits; without it, all of them. */
  times?: number;
  /** Part of the requests it hits, 0…1, drawn from a generator with a fixed seed. */
  share?: number;
  seed?: number;
}

interface Armed extends Fault {
  left: number;
  draw: () => number;
}

export class Faults {
  private armed: Armed[] = [];
  private off = false;

  set(fault: Fault): void {
    this.armed.push({ ...fault, left: fault.times ?? Infinity, draw: generator(fault.seed ?? 1) });
  }

  clear(): void {
    this.armed = [];
    this.off = false;
  }

  /** true = the whole site takes connections and closes them at once. */
  down(off: boolean): void {
    this.off = off;
  }

  get isDown(): boolean {
    return this.off;
  }

  /** The fault that hits this request, counted as used. */
  next(target: Target): FaultMode | null {
    for (const fault of this.armed) {
      const meant = fault.target === target || (fault.target === 'all' && target !== 'page');
      if (!meant || fault.left <= 0) continue;
      if (fault.share !== undefined && fault.draw() >= fault.share) continue;
      fault.left -= 1;
      return fault.mode;
    }
    return null;
  }
}

/** mulberry32: small, seeded, the same sequence on every machine. */
function generator(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}
