import { AsyncLocalStorage } from 'node:async_hooks';
import { Clock } from '#lotse/base';

/** The demo's clock: the seed tells what happened in the weeks before by playing it at its time. */
export class DemoClock extends Clock {
  private readonly then = new AsyncLocalStorage<Date>();

  override now(): Date {
    return this.then.getStore() ?? this.present();
  }
  protected present(): Date {
    return super.now();
  }
  /** Runs `story` at another time. */
  during<T>(time: Date, story: () => Promise<T>): Promise<T> {
    return this.then.run(time, story);
  }
}
