import { deviceStore } from '../state/stored.js';
import { LiveValue, useLive } from '../state/live-value.js';

/** How a page is read best on this device. It stays on the device: another screen, another choice. */
export interface Comfort {
  size: 'usual' | 'large' | 'larger' | 'largest';
  spacing: 'usual' | 'wide';
  ground: 'usual' | 'cream';
  motion: 'usual' | 'less';
}
const USUAL: Comfort = { size: 'usual', spacing: 'usual', ground: 'usual', motion: 'usual' };
const VALUES: { [K in keyof Comfort]: readonly Comfort[K][] } = {
  size: ['usual', 'large', 'larger', 'largest'],
  spacing: ['usual', 'wide'],
  ground: ['usual', 'cream'],
  motion: ['usual', 'less'],
};
const KEY = 'lotse.comfort';

const comfort = new LiveValue<Comfort>(USUAL);

function read(): Comfort {
  const stored = (deviceStore.get(KEY) ?? '').split(' ');
  const pick = <K extends keyof Comfort>(name: K): Comfort[K] => VALUES[name].find((value) => stored.includes(`${name}=${value}`)) ?? USUAL[name];
  return { size: pick('size'), spacing: pick('spacing'), ground: pick('ground'), motion: pick('motion') };
}

function show(next: Comfort): void {
  for (const [name, value] of Object.entries(next)) {
    if (value === 'usual') delete document.documentElement.dataset[name];
    else document.documentElement.dataset[name] = value as string;
  }
  comfort.set(next);
}

/** Before anything is drawn. */
export function showComfort(): void {
  show(read());
}

export function changeComfort(change: Partial<Comfort>): void {
  const next = { ...comfort.get(), ...change };
  const pairs = Object.entries(next).map(([name, value]) => `${name}=${String(value)}`);
  deviceStore.set(KEY, pairs.join(' '));
  show(next);
}

export function useComfort(): Comfort {
  return useLive(comfort);
}
