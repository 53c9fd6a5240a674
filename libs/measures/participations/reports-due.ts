import { addDays, addMonths, daysBetween, type PhasePeriod, type ReportDue } from '#lotse/contract';

/**
 * When a performance report (LuV) is due, by the programme's rules (service description AsA flex, certainty B: they are
 * data here, in weeks and months). If the day three months after the start and the day four weeks before the probation
 * ends lie within four weeks of each other they overlap, and the three months count alone.
 */
export const DUE_RULES = {
  startWeeks: 4,
  startWeeksWithoutPrePhase: 6,
  prePhaseInterimWeeksBeforeEnd: 2,
  interimMonths: 3,
  probationWeeksBefore: 4,
  overlapWeeks: 4,
} as const;

export interface DueFacts {
  startsOn: string;
  endsOn: string | null;
  probationEndsOn: string | null;
  exitedOn: string | null;
  phases: readonly PhasePeriod[];
}

/** Every report the rules ask for in this participation, the earliest first; which are written already, others know. */
export function reportsDue(of: DueFacts): ReportDue[] {
  const stretches = joined(of.phases);
  const due = stretches.flatMap((stretch, i) => {
    const next = stretches[i + 1];
    const end = stretch.endsOn ?? (next ? addDays(next.startsOn, -1) : of.endsOn);
    if (stretch.phase === 'PRE_PHASE') return prePhase(stretch, end);
    const hadPrePhase = stretches.slice(0, i).some((one) => one.phase === 'PRE_PHASE');
    return accompanying(stretch, hadPrePhase, of.probationEndsOn).filter((one) => end === null || one.dueOn <= end || one.occasion === 'START');
  });
  // after an exit only the final report is written
  const wanted = due.filter((one) => of.exitedOn === null || one.dueOn < of.exitedOn);
  return [...wanted, ...final(of, stretches)].sort((a, b) => (a.dueOn < b.dueOn ? -1 : a.dueOn > b.dueOn ? 1 : 0));
}

function prePhase({ startsOn }: PhasePeriod, end: string | null): ReportDue[] {
  const phase = 'PRE_PHASE';
  const start: ReportDue = { occasion: 'START', phase, dueOn: addDays(startsOn, 7 * DUE_RULES.startWeeks), because: 'pre-phase-start' };
  if (end === null) return [start];
  const dueOn = addDays(end, -7 * DUE_RULES.prePhaseInterimWeeksBeforeEnd);
  return dueOn > startsOn ? [start, { occasion: 'INTERIM', phase, dueOn, because: 'pre-phase-end' }] : [start];
}

function accompanying({ startsOn }: PhasePeriod, hadPrePhase: boolean, probationEndsOn: string | null): ReportDue[] {
  const phase = 'ACCOMPANYING_PHASE';
  const weeks = hadPrePhase ? DUE_RULES.startWeeks : DUE_RULES.startWeeksWithoutPrePhase;
  const threeMonths = addMonths(startsOn, DUE_RULES.interimMonths);
  const due: ReportDue[] = [
    { occasion: 'START', phase, dueOn: addDays(startsOn, 7 * weeks), because: hadPrePhase ? 'phase-start' : 'phase-start-no-pre-phase' },
    { occasion: 'INTERIM', phase, dueOn: threeMonths, because: 'three-months' },
  ];
  if (probationEndsOn === null) return due;
  const dueOn = addDays(probationEndsOn, -7 * DUE_RULES.probationWeeksBefore);
  const overlaps = Math.abs(daysBetween(threeMonths, dueOn)) <= 7 * DUE_RULES.overlapWeeks;
  return dueOn < startsOn || overlaps ? due : [...due, { occasion: 'INTERIM', phase, dueOn, because: 'probation' }];
}

function final(of: DueFacts, stretches: readonly PhasePeriod[]): ReportDue[] {
  const dueOn = of.exitedOn ?? of.endsOn;
  const phase = stretches.filter((one) => dueOn === null || one.startsOn <= dueOn).at(-1)?.phase ?? stretches[0]?.phase;
  return dueOn === null || phase === undefined ? [] : [{ occasion: 'FINAL', phase, dueOn, because: of.exitedOn === null ? 'planned-end' : 'exit' }];
}

/** In order, with stretches of one phase that follow each other without a gap as one. */
function joined(phases: readonly PhasePeriod[]): PhasePeriod[] {
  const stretches: PhasePeriod[] = [];
  for (const one of [...phases].sort((a, b) => (a.startsOn < b.startsOn ? -1 : 1))) {
    const last = stretches.at(-1);
    if (last && last.phase === one.phase && last.endsOn !== null && addDays(last.endsOn, 1) === one.startsOn) last.endsOn = one.endsOn;
    else stretches.push({ ...one });
  }
  return stretches;
}
