import type { Me } from '#lotse/people';
import type { GivenAnswer, KnownMastery, Look } from './answers.queries.js';

/** So many runs at most: a long one takes some thirty kilobytes, and who goes on after being forgotten waits for one statement more. */
const MOST = 1_000;

/**
 * What this process last saw or wrote of open runs, so that the next answer of a run can be decided and stored in one message.
 * It may be out of date (another process, another tab): the statement that stores compares it with the rows and stores nothing
 * where they differ. Nobody is let in by it: it opens for its own person alone, and the rows themselves stand under their policies.
 */
export class RunMemory {
  private readonly runs = new Map<string, { tenant: string; person: string; look: Look }>();

  of(me: Me, runId: string): Look | null {
    const known = this.runs.get(runId);
    return known && known.tenant === me.tenant && known.person === me.person ? known.look : null;
  }

  keep(me: Me, look: Look): void {
    this.runs.delete(look.run.id);
    this.runs.set(look.run.id, { tenant: me.tenant, person: me.person, look });
    const [oldest] = this.runs.keys();
    if (this.runs.size > MOST && oldest !== undefined) this.runs.delete(oldest);
  }

  forget(runId: string): void {
    this.runs.delete(runId);
  }

  clear(): void {
    this.runs.clear();
  }
}

/** A look after one more answer was stored. */
export function lookAfter(look: Look, answer: GivenAnswer, run: Partial<Look['run']>, mastery: { competence: string; known: KnownMastery }): Look {
  return {
    ...look,
    run: { ...look.run, ...run },
    given: [...look.given, answer],
    masteries: new Map(look.masteries).set(mastery.competence, mastery.known),
    lastAnswered: new Map(look.lastAnswered).set(answer.exerciseId, mastery.known.updatedAt),
  };
}
