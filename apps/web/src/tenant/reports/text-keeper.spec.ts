import { describe, expect, it } from '@jest/globals';
import { EMPTY_TEXT, richOf, type ReportText } from '#lotse/contract';
import { Problem } from '../../kit/api/problem.js';
import { TextKeeper } from './text-keeper.js';

const NOON = new Date('2026-11-22T12:00:00Z');
const textOf = (words: string): ReportText => ({ development: richOf(words), goals: [], recommendation: null, recommendationText: EMPTY_TEXT, exit: null });

/** A server of one report, as the keeper sees it: it counts revisions, and can be away. */
class Writer {
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
    const draft = new Writer();
    let answer = () => {};
    draft.hold = new Promise((done) => (answer = done));
    draft.keeper.edit(textOf('Sie lernt.'));
    expect(draft.at()).toBe('changed');
    const saving = draft.keeper.save();
    expect([draft.at(), draft.keeper.isSaved, draft.keeper.isOnItsWay]).toEqual(['sending', false, true]);
    answer();
    expect(await saving).toBe(true);
    expect(draft.keeper.state.get()).toEqual({ at: 'saved', when: NOON });
    expect(draft.text).toEqual(textOf('Sie lernt.'));
  });

  it('what was typed while sending is sent after it, once', async () => {
    const draft = new Writer();
    draft.keeper.edit(textOf('eins'));
    const first = draft.keeper.save();
    draft.keeper.edit(textOf('zwei'));
    expect(draft.keeper.isOnItsWay).toBe(false);
    const second = draft.keeper.save();
    expect(await Promise.all([first, second])).toEqual([true, true]);
    expect([draft.sent, draft.text, draft.at()]).toEqual([2, textOf('zwei'), 'saved']);
  });

  it('nothing changed: nothing is sent', async () => {
    const draft = new Writer();
    draft.keeper.edit(textOf('x'));
    draft.keeper.edit(textOf(''));
    expect(await draft.keeper.save()).toBe(true);
    expect([draft.sent, draft.at()]).toEqual([0, 'untouched']);
  });

  it('without a network the text stays and goes out later', async () => {
    const draft = new Writer();
    draft.fault = new Problem('offline', 'network');
    draft.keeper.edit(textOf('im Zug'));
    expect(await draft.keeper.save()).toBe(false);
    draft.keeper.edit(textOf('im Zug geschrieben'));
    expect([draft.at(), draft.keeper.isSaved]).toEqual(['offline', false]);
    draft.fault = null;
    expect(await draft.keeper.save()).toBe(true);
    expect(draft.text).toEqual(textOf('im Zug geschrieben'));
  });

  it('somebody else saved: nothing is overwritten until a person says so', async () => {
    const draft = new Writer();
    draft.revision = 5;
    draft.text = textOf('von der Vertretung');
    draft.keeper.edit(textOf('meins'));
    expect(await draft.keeper.save()).toBe(false);
    draft.keeper.edit(textOf('meins, weiter'));
    expect(await draft.keeper.save()).toBe(false);
    expect([draft.at(), draft.sent, draft.text]).toEqual(['conflict', 1, textOf('von der Vertretung')]);
    expect(await draft.keeper.overwrite(5)).toBe(true);
    expect(draft.text).toEqual(textOf('meins, weiter'));
  });

  it('a refusal keeps the text and says why; the next save tries again', async () => {
    const draft = new Writer();
    draft.fault = new Problem('invalid', 'body.invalid');
    draft.keeper.edit(textOf('x'));
    expect(await draft.keeper.save()).toBe(false);
    expect(draft.keeper.state.get()).toEqual({ at: 'refused', problem: draft.fault });
    draft.fault = null;
    expect(await draft.keeper.save()).toBe(true);
  });
});
