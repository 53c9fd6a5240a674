import { describe, expect, it } from '@jest/globals';
import type { Line } from './exam-lines.js';
import { LineSaver, type LineSent, type UnsavedLines } from './line-saver.js';

const line = (text: string): Line => ({ response: { kind: 'number', text }, later: false });

/** A saver whose network answers in this order, and then says it has saved. */
function played(...replies: LineSent[]) {
  const sent: string[] = [];
  const kept: UnsavedLines[] = [];
  const timers: { act: () => void; ms: number }[] = [];
  let meanwhile: (() => void) | null = null;
  const saver = new LineSaver({
    send: (position, { response }) => {
      sent.push(`${position} ${response?.kind === 'number' ? response.text : ''}`);
      meanwhile?.();
      meanwhile = null;
      return Promise.resolve(replies.shift() ?? { at: 'saved' });
    },
    load: () => ({}),
    keep: (lines) => kept.push(lines),
    later: (act, ms) => {
      const timer = { act, ms };
      timers.push(timer);
      return () => void timers.splice(timers.indexOf(timer), 1);
    },
  });
  return { saver, sent, kept, timers, during: (act: () => void) => (meanwhile = act) };
}

describe('a sheet that is saved', () => {
  it('sends the newest of what is typed, once, and keeps it on the device until then', async () => {
    const { saver, sent, kept, timers } = played();
    saver.put(3, line('1'));
    saver.put(3, line('12'));
    expect(timers.map(({ ms }) => ms)).toEqual([800]);
    expect(kept.at(-1)).toEqual({ 3: line('12') });
    await saver.flush();
    expect(sent).toEqual(['3 12']);
    expect(kept.at(-1)).toEqual({});
  });

  it('is not saved where something was typed while it was sent', async () => {
    const { saver, sent, during } = played();
    saver.put(0, line('1'));
    during(() => saver.put(0, line('2')));
    await saver.flush();
    expect(sent).toEqual(['0 1', '0 2']);
    expect(saver.state.get().unsaved).toEqual({});
  });

  it('is tried again, each time after a longer pause, and says so', async () => {
    const { saver, sent, timers } = played({ at: 'later', why: 'network' }, { at: 'later', why: 'network' });
    saver.put(0, line('1'));
    await saver.flush();
    expect(saver.state.get()).toMatchObject({ stalled: 'network', unsaved: { 0: line('1') } });
    expect(timers.map(({ ms }) => ms)).toEqual([1_000]);
    await saver.flush();
    expect(timers.map(({ ms }) => ms)).toEqual([2_000]);
    await saver.flush();
    expect(saver.state.get()).toMatchObject({ stalled: null, unsaved: {} });
    expect(sent).toHaveLength(3);
  });

  it('takes nothing more once the exam is over', async () => {
    const { saver, sent } = played({ at: 'over' });
    saver.put(0, line('1'));
    await saver.flush();
    saver.put(1, line('2'));
    await saver.flush();
    expect(saver.state.get()).toMatchObject({ over: true, unsaved: { 0: line('1') } });
    expect(sent).toEqual(['0 1']);
  });

  it('goes on with the next line where the server would not take one', async () => {
    const { saver, sent } = played({ at: 'refused', code: 'answer.unfit' });
    saver.put(0, line('x'));
    saver.put(1, line('2'));
    await saver.flush();
    expect(sent).toEqual(['0 x', '1 2']);
    expect(saver.state.get()).toMatchObject({ refused: 'answer.unfit', unsaved: {} });
  });
});
