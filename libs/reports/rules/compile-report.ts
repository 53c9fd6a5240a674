import type { AttendanceSummary, LearningSummary, ParticipationView, ReportFacts } from '#lotse/contract';

/** Everything a report is compiled from, fetched before. */
export interface Sources {
  now: Date;
  provider: string;
  author: string;
  participation: Pick<ParticipationView, 'legalName' | 'measure' | 'startsOn' | 'endsOn' | 'exit' | 'phases'>;
  occupation: string | null;
  period: { from: string; to: string };
  /** null where the trainee is not linked to the participation, or comes as a test person only. */
  learning: LearningSummary | null;
  /** null where no hour of the period was recorded: that is not the same as none. */
  attendance: AttendanceSummary | null;
}

/**
 * Freezes what Lotse knows about a participation and a period. Nothing is guessed: what is not recorded is null, and no number
 * stands in for it. Pure: the same sources give the same snapshot.
 */
export function compileReport(sources: Sources): ReportFacts {
  const { participation: of, period } = sources;
  const { number, name, variant, fundingBody } = of.measure;
  return {
    compiledAt: sources.now.toISOString(),
    provider: sources.provider,
    author: sources.author,
    participant: {
      name: of.legalName,
      occupation: sources.occupation,
      startsOn: of.startsOn,
      endsOn: of.exit?.exitedOn ?? of.endsOn,
      phase: phaseOn(of.phases, period.to),
    },
    measure: { number, name, variant, fundingBody },
    period: { from: period.from, to: period.to },
    learning: sources.learning,
    attendance: sources.attendance,
    mockExam: null,
    language: null,
    competenceRatings: null,
  };
}

/** The phase at the end of the period: the last stretch that had begun by then and was not over. */
function phaseOn(phases: ParticipationView['phases'], day: string): string | null {
  const begun = phases.filter((one) => one.startsOn <= day && (one.endsOn === null || one.endsOn >= day));
  return begun.sort((a, b) => (a.startsOn < b.startsOn ? 1 : -1))[0]?.phase ?? null;
}
