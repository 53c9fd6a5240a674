import type { ReportText } from '#lotse/contract';

/** Rows that were opened and left empty are no goals, and an empty exit is none. Nothing that was typed is left out. */
export function sendable(text: ReportText): ReportText {
  const exit = text.exit !== null && text.exit.reason.trim() === '' && text.exit.whereabouts.trim() === '' ? null : text.exit;
  return { ...text, exit, goals: text.goals.filter(({ goal, nextStep }) => goal.trim() !== '' || nextStep.trim() !== '') };
}
