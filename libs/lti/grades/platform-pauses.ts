import { backOffMs, LONGEST_FIRST_MS, LONGEST_MS } from '../services/back-off.js';

/** Failures in a row after which a platform is taken to be away. */
const AWAY_AFTER = 5;
const FIRST_HOUR_MS = 3_600_000;

/**
 * Which platforms are left alone for now. Each row has its own back-off, but a platform that is away would still be
 * asked once per row: after some failures in a row (or when it names a time itself) all its rows wait, and then
 * one of them looks whether it is back. Kept in memory: after a restart it is learnt again.
 */
export class PlatformPauses {
  private readonly failing = new Map<string, { tenant: string; failures: number; since: number; until: number }>();

  constructor(private readonly chance: () => number) {}

  failed({ tenant, id: registration }: { tenant: string; id: string }, now: Date, askedMs: number | null): void {
    const known = this.failing.get(registration);
    const [failures, since] = [(known?.failures ?? 0) + 1, known?.since ?? now.getTime()];
    const longest = now.getTime() - since < FIRST_HOUR_MS ? LONGEST_FIRST_MS : LONGEST_MS;
    const wait = askedMs ?? (failures >= AWAY_AFTER ? backOffMs(failures - AWAY_AFTER + 1, this.chance(), longest) : 0);
    this.failing.set(registration, { tenant, failures, since, until: now.getTime() + wait });
  }

  answered(registration: string): void {
    this.failing.delete(registration);
  }

  /** Whether a platform of this tenant is away: then one row looks whether it is back, not a batch. */
  looks(tenant: string): boolean {
    return [...this.failing.values()].some((one) => one.tenant === tenant && one.failures >= AWAY_AFTER);
  }

  /** Registrations to leave alone at this time. */
  paused(now: Date): string[] {
    return [...this.failing].filter(([, { until }]) => until > now.getTime()).map(([registration]) => registration);
  }
}
