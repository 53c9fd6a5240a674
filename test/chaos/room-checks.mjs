/** Holds what every browser of a meeting has against what was acknowledged, and against each other. */
import { createHash } from 'node:crypto';

/** What everybody sees alike, without what each keeps of themselves. */
function sharedOf({ people, hands, chat, timer, locks, removed, breakouts, phase, polls }) {
  const counted = polls.map(({ poll, votes, result }) => ({ poll, votes, result }));
  return createHash('sha256')
    .update(JSON.stringify([sorted(people), hands, chat, timer, locks, removed, breakouts, phase, counted]))
    .digest('hex');
}
const sorted = (record) => Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1));

/** At rest: everybody has the same number, so everybody has the same state. */
export function checkStates(clients, find) {
  const [first] = clients;
  for (const one of clients) {
    if (one.state.seq !== first.state.seq) find(`${one.name} is at ${one.state.seq}, ${first.name} at ${first.state.seq}`);
    else if (sharedOf(one.state) !== sharedOf(first.state)) find(`${one.name} and ${first.name} see different things at ${one.state.seq}`);
    if (one.text() !== first.text()) find(`${one.name} and ${first.name} have different boards`);
  }
}

/** What was acknowledged is there, once. */
export function checkTold(clients, find) {
  const [{ state, world }] = clients;
  const said = new Map();
  for (const { text } of state.chat) said.set(text, (said.get(text) ?? 0) + 1);
  const oldest = state.chat.length; // a browser keeps the newest lines only
  const board = clients[0].text();
  for (const one of clients) {
    const { lines, edits, hand } = one.told;
    for (const text of lines) {
      const times = said.get(text) ?? 0;
      if (times > 1) find(`${one.name}: a line stands there ${times} times`);
      if (times === 0 && oldest < world.keptLines) find(`${one.name}: an acknowledged line is lost`);
    }
    for (const token of edits)
      if (board.split(token).length !== 2) find(`${one.name}: an acknowledged edit stands on the board ${board.split(token).length - 1} times`);
    const isUp = state.hands.some(({ person }) => person === one.person.id);
    if (hand !== null && hand !== isUp) find(`${one.name}: the hand was ${hand ? 'raised' : 'lowered'}, the meeting says otherwise`);
  }
}

/** A closed poll has one vote of each person who was told that theirs counts, and none of anybody else. */
export function checkPoll(clients, poll, find) {
  const told = clients.filter((one) => one.told.vote === poll).length;
  const closed = clients[0].state.polls.find((one) => one.poll === poll);
  const counted = (closed?.result?.counts ?? []).reduce((sum, one) => sum + one, 0);
  if (closed?.votes !== counted) find(`meeting ${clients[0].meeting.number}: ${closed?.votes} voted, ${counted} votes were counted`);
  if (counted !== told) find(`meeting ${clients[0].meeting.number}: ${told} were told that they voted, ${counted} votes were counted`);
}
