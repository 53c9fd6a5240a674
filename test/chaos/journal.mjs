/** What the browsers know: every answer they made, what they were told about it, and how often they had to send it. */
export class Journal {
  /** answerId → { person, body, sends, outcome } */
  answers = new Map();
  /** What must never happen, in words. */
  findings = [];
  lostReplies = 0;
  doubleSends = 0;

  write(person, body) {
    this.answers.set(body.answerId, { person, body, sends: 0, outcome: null });
  }

  sent(body) {
    this.answers.get(body.answerId).sends++;
  }

  /** The first outcome counts; a later one for the same answer must not differ. */
  told(reply) {
    const entry = this.answers.get(reply.answerId);
    if (!entry) return this.find(`a reply about an answer that nobody gave: ${reply.answerId}`);
    if (reply.problem) return this.find(`answer ${reply.answerId} was refused: ${reply.problem.code}`);
    const { verdict, score } = reply.outcome;
    if (entry.outcome && (entry.outcome.verdict !== verdict || entry.outcome.score !== score))
      this.find(`answer ${reply.answerId} was ${entry.outcome.verdict}, then ${verdict}`);
    entry.outcome ??= reply.outcome;
  }

  find(what) {
    if (this.findings.length < 50) this.findings.push(what);
  }

  get acknowledged() {
    return [...this.answers.values()].filter(({ outcome }) => outcome !== null).length;
  }

  get resent() {
    return [...this.answers.values()].filter(({ sends }) => sends > 1).length;
  }
}
