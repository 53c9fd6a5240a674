import { describe, expect, it } from '@jest/globals';
import { EMPTY_TEXT, richOf, type ReportText } from '#lotse/contract';
import { Problem } from '../../kit/api/problem.js';
import { TextKeeper } from './text-keeper.js';

const NOON = new Date('2026-11-22T12:00:00Z');
const textOf = (words: string): ReportText => ({ development: richOf(words), goals: [], recommendation: null, recommendationText: EMPTY_TEXT, exit: null });

/** A server of one report, as the keeper sees it: it counts revisions, and can be away. */
class Desk {
  revision = 1;
  text = textOf('');
  sent = 0;
  fault: Problem | null = null;
  hold: Promise<void> = Promise.resolve();

  readonly keeper = new TextKeeper(this.text, 1, {
    send: async (revision, text) => {
      this.sent += 1;
      await this.hold;
      if (this.fault !== null) throw this.fault;
      if (revision !== this.revision) throw new Problem('conflict', 'report.changed');
      this.text = text;
      this.revision += 1;
      return { revision: this.revision };
    },
    onSaved: () => undefined,
    now: () => NOON,
  });
  readonly at = () => this.keeper.state.get().at;
}

describe('keeping the text of a report', () => {
  it('is saved when the server said so, and not before', async () => {
    const desk = new Desk();
    let answer = () => {};
    desk.hold = new Promise((done) => (answer = done));
    desk.keeper.edit(textOf('Sie lernt.'));
    expect(desk.at()).toBe('changed');
    const saving = desk.keeper.save();
    expect([desk.at(), desk.keeper.isSaved, desk.keeper.isOnItsWay]).toEqual(['sending', false, true]);
    answer();
    expect(await saving).toBe(true);
    expect(desk.keeper.state.get()).toEqual({ at: 'saved', when: NOON });
    expect(desk.text).toEqual(textOf('Sie lernt.'));
  });

  it('what was typed while sending is sent after it, once', async () => {
    const desk = new Desk();
    desk.keeper.edit(textOf('eins'));
    const first = desk.keeper.save();
    desk.keeper.edit(textOf('zwei'));
    expect(desk.keeper.isOnItsWay).toBe(false);
    const second = desk.keeper.save();
    expect(await Promise.all([first, second])).toEqual([true, true]);
    expect([desk.sent, desk.text, desk.at()]).toEqual([2, textOf('zwei'), 'saved']);
  });

  it('nothing changed: nothing is sent', async () => {
    const desk = new Desk();
    desk.keeper.edit(textOf('x'));
    desk.keeper.edit(textOf(''));
    expect(await desk.keeper.save()).toBe(true);
    expect([desk.sent, desk.at()]).toEqual([0, 'untouched']);
  });

  it('without a network the text stays and goes out later', async () => {
    const desk = new Desk();
    desk.fault = new Problem('offline', 'network');
    desk.keeper.edit(textOf('im Zug'));
    expect(await desk.keeper.save()).toBe(false);
    desk.keeper.edit(textOf('im Zug geschrieben'));
    expect([desk.at(), desk.keeper.isSaved]).toEqual(['offline', false]);
    desk.fault = null;
    expect(await desk.keeper.save()).toBe(true);
    expect(desk.text).toEqual(textOf('im Zug geschrieben'));
  });

  it('somebody else saved: nothing is overwritten until a person says so', async () => {
    const desk = new Desk();
    desk.revision = 5;
    desk.text = textOf('von der Vertretung');
    desk.keeper.edit(textOf('meins'));
    expect(await desk.keeper.save()).toBe(false);
    desk.keeper.edit(textOf('meins, weiter'));
    expect(await desk.keeper.save()).toBe(false);
    expect([desk.at(), desk.sent, desk.text]).toEqual(['conflict', 1, textOf('von der Vertretung')]);
    expect(await desk.keeper.overwrite(5)).toBe(true);
    expect(desk.text).toEqual(textOf('meins, weiter'));
  });

  it('a refusal keeps the text and says why; the next save tries again', async () => {
    const desk = new Desk();
    desk.fault = new Problem('invalid', 'body.invalid');
    desk.keeper.edit(textOf('x'));
    expect(await desk.keeper.save()).toBe(false);
    expect(desk.keeper.state.get()).toEqual({ at: 'refused', problem: desk.fault });
    desk.fault = null;
    expect(await desk.keeper.save()).toBe(true);
  });
});
