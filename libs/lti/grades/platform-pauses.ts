import { backOffMs } from './back-off.js';

/** Failures in a row after which a platform is taken to be away. */
const AWAY_AFTER = 5;

/**
 * Which platforms are left alone for now. Each row has its own back-off, but a platform that is away would still be
 * asked once per row: after some failures in a row (or when it names a time itself) all its rows wait, and then a
 * small batch looks whether it is back. Kept in memory: after a restart it is learnt again.
 */
export class PlatformPauses {
  private readonly failing = new Map<string, { failures: number; until: number }>();

  constructor(private readonly chance: () => number) {}

  failed(registration: string, now: Date, askedMs: number | null): void {
    const failures = (this.failing.get(registration)?.failures ?? 0) + 1;
    const wait = askedMs ?? (failures >= AWAY_AFTER ? backOffMs(failures - AWAY_AFTER + 1, this.chance()) : 0);
    this.failing.set(registration, { failures, until: now.getTime() + wait });
  }

  answered(registration: string): void {
    this.failing.delete(registration);
  }

  /** Registrations to leave alone at this time. */
  paused(now: Date): string[] {
    return [...this.failing].filter(([, { until }]) => until > now.getTime()).map(([registration]) => registration);
  }
}
