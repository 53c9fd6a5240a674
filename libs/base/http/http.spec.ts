import 'reflect-metadata';
import { describe, expect, it } from '@jest/globals';
import { SetMetadata } from '@nestjs/common';
import * as z from 'zod/mini';
import { route } from '#lotse/contract';
import { Handle, WHO_KEY } from './http.js';

const task = route('GET', '/api/task', { who: ['trainee', 'tutor'], reply: z.object({ stem: z.string(), parts: z.array(z.object({ text: z.string() })) }) });

class Tasks {
  private readonly stem = 'Wie lange dauert die Probezeit?';

  @Handle(task)
  @SetMetadata('kept', 'yes')
  show(parts: unknown): unknown {
    return { stem: this.stem, solution: 'vier Monate', parts };
  }
}
const handler = Object.getOwnPropertyDescriptor(Tasks.prototype, 'show')?.value as object;

describe('a handler of a contract route', () => {
  it('sends nothing that its reply does not name, however deep it stands', async () => {
    expect(await new Tasks().show([{ text: 'a', correct: true }])).toEqual({ stem: 'Wie lange dauert die Probezeit?', parts: [{ text: 'a' }] });
  });

  it('sends nothing at all when its reply does not fit', async () => {
    await expect(new Tasks().show('none')).rejects.toThrow();
  });

  it('keeps who may call it, its path and what other decorators said of it', () => {
    expect(Reflect.getMetadata(WHO_KEY, handler)).toEqual(['trainee', 'tutor']);
    expect(Reflect.getMetadata('path', handler)).toBe('/api/task');
    expect(Reflect.getMetadata('kept', handler)).toBe('yes');
  });
});
