import { describe, expect, it } from '@jest/globals';
import type { SaveExamTask } from '#lotse/contract';
import type { Unsaved } from './exam-lines.js';
import { LineSaver, type LinesSent } from './line-saver.js';

const typed = (text: string) => ({ response: { kind: 'number' as const, text } });
const said = ({ position, response, flagged }: SaveExamTask) =>
  `${position}${response?.kind === 'number' ? ` ${response.text}` : ''}${flagged === true ? ' later' : ''}`;

/** A saver whose network answers in this order, and then acknowledges everything. */
function played(...replies: (LinesSent | ((items: SaveExamTask[]) => LinesSent))[]) {
  const sent: string[] = [];
  const ids: string[] = [];
  const saved: string[] = [];
  const kept: Unsaved[] = [];
  const timers: number[] = [];
  let count = 0;
  let meanwhile: (() => void) | null = null;
  const all = (items: SaveExamTask[]): LinesSent => ({ at: 'done', replies: items.map(({ saveId }) => ({ saveId, savedAt: '2026-11-30T10:00:00.000Z' })) });
  const saver = new LineSaver({
    send: (items) => {
      sent.push(items.map(said).join(', '));
      ids.push(...items.map((item) => item.saveId));
      meanwhile?.();
      meanwhile = null;
      const next = replies.shift() ?? all;
      return Promise.resolve(typeof next === 'function' ? next(items) : next);
    },
    load: () => ({}),
    keep: (lines) => kept.push(lines),
    newId: () => `id ${(count += 1)}`,
    device: () => ({ device: 'phone', sequence: count }),
    later: (_, ms) => {
      timers.push(ms);
      return () => void timers.splice(timers.indexOf(ms), 1);
    },
    onSaved: (item) => saved.push(said(item)),
  });
  return {
    saver,
    sent,
    ids,
    saved,
    kept,
    timers,
    during: (act: () => void) => (meanwhile = act),
    left: () => Object.values(saver.state.get().unsaved).map(said),
  };
}

describe('a sheet that is saved', () => {
  it('sends the newest of what is typed and marked, once, and keeps it on the device until then', async () => {
    const { saver, sent, saved, kept, timers, left } = played();
    saver.put(3, typed('1'));
    saver.put(3, { flagged: true });
    saver.put(3, typed('12'));
    expect(timers).toEqual([800]);
    expect(left()).toEqual(['3 12 later']);
    await saver.flush();
    expect(sent).toEqual(['3 12 later']);
    expect(saved).toEqual(['3 12 later']);
    expect(kept.at(-1)).toEqual({});
  });

  it('is not saved where something was typed while it was sent', async () => {
    const { saver, sent, during, left } = played();
    saver.put(0, typed('1'));
    during(() => saver.put(0, typed('2')));
    await saver.flush();
    expect(sent).toEqual(['0 1', '0 2']);
    expect(left()).toEqual([]);
  });

  it('is tried again under the same id, each time after a longer pause, and says so', async () => {
    const { saver, ids, timers, left } = played({ at: 'later', why: 'network' }, { at: 'later', why: 'network' });
    saver.put(0, typed('1'));
    await saver.flush();
    expect([saver.state.get().stalled, timers, left()]).toEqual(['network', [1_000], ['0 1']]);
    await saver.flush();
    expect(timers).toEqual([2_000]);
    await saver.flush();
    expect([saver.state.get().stalled, left()]).toEqual([null, []]);
    expect(new Set(ids)).toEqual(new Set(['id 1']));
  });

  it('tries again what got no reply of its own', async () => {
    const { saver, timers, left } = played((items) => ({ at: 'done', replies: [{ saveId: items[0]?.saveId ?? '', savedAt: '2026-11-30T10:00:00.000Z' }] }));
    saver.put(0, typed('1'));
    saver.put(1, typed('2'));
    await saver.flush();
    expect([timers, left(), saver.state.get().stalled]).toEqual([[1_000], ['1 2'], 'server']);
  });

  it('takes nothing more once the exam is over, and does not say that what was late is saved', async () => {
    const { saver, sent, left } = played({ at: 'over' });
    saver.put(0, typed('1'));
    await saver.flush();
    saver.put(1, typed('2'));
    await saver.flush();
    expect([sent, left(), saver.state.get().over]).toEqual([['0 1'], ['0 1'], true]);
  });

  it('waits for a new session', async () => {
    const { saver, timers, left } = played({ at: 'held' });
    saver.put(0, typed('1'));
    await saver.flush();
    expect([timers, left()]).toEqual([[], ['0 1']]);
  });

  it.each<[string, LinesSent | ((items: SaveExamTask[]) => LinesSent)]>([
    ['one change', (items) => ({ at: 'done', replies: items.map(({ saveId }) => ({ saveId, problem: { kind: 'invalid', code: 'answer.unfit' } })) })],
    ['the whole', { at: 'refused', code: 'answer.unfit' }],
  ])('says so where the server would not take %s, and goes on', async (_, reply) => {
    const { saver, sent, left } = played(reply);
    saver.put(0, typed('x'));
    await saver.flush();
    saver.put(1, typed('2'));
    expect(saver.state.get().refused).toBe(null);
    await saver.flush();
    expect([sent, left()]).toEqual([['0 x', '1 2'], []]);
  });
});
