import type { MeetingEvent, MeetingState } from '#lotse/contract';

export interface Question {
  person: string;
  text: string;
}

/** What was asked and not taken up: hands with a topic that nobody called, and lines to the tutors. In order; pure. */
export function openQuestions(events: readonly MeetingEvent[], state: Pick<MeetingState, 'chat'>): Question[] {
  const waiting = new Map<string, Question>();
  for (const event of events) {
    if ((event.body as object | null) === null) continue;
    if (event.type === 'hand.raised' && event.body.topic !== null) waiting.set(event.body.person, { person: event.body.person, text: event.body.topic });
    if (event.type === 'hand.called') waiting.delete(event.body.person);
  }
  const lines = state.chat.filter((line) => line.to === 'tutors' && !line.hidden && line.by !== null);
  return [...waiting.values(), ...lines.map((line) => ({ person: line.by ?? '', text: line.text }))];
}
