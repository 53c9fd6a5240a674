/** Rules that a test switches off for a moment, to see that their absence is noticed. */
export class Mutants {
  private readonly undo: (() => void)[] = [];

  /** Until `restore`, the rule is `to`. */
  without<T extends object>(rules: T, name: keyof T, to: unknown): void {
    const old = rules[name];
    Object.assign(rules, { [name]: to });
    this.later(() => Object.assign(rules, { [name]: old }));
  }

  /** Something else to put back. */
  later(undo: () => void): void {
    this.undo.push(undo);
  }

  restore(): void {
    for (const undo of this.undo.splice(0).reverse()) undo();
  }
}
