import { deviceStore } from '../state/stored.js';
import { LiveValue, useLive } from '../state/live-value.js';
import { COMFORT_KEY } from './comfort-at-start.js';

/** How a page is read best on this device. It stays on the device: another screen, another choice. */
export interface Comfort {
  size: 'usual' | 'large' | 'larger' | 'largest';
  spacing: 'usual' | 'wide';
  ground: 'usual' | 'cream';
  motion: 'usual' | 'less';
}
const VALUES: { [K in keyof Comfort]: readonly Comfort[K][] } = {
  size: ['usual', 'large', 'larger', 'largest'],
  spacing: ['usual', 'wide'],
  ground: ['usual', 'cream'],
  motion: ['usual', 'less'],
};

function read(): Comfort {
  const { dataset } = document.documentElement;
  const pick = <K extends keyof Comfort>(name: K, usual: Comfort[K]): Comfort[K] => VALUES[name].find((value) => value === dataset[name]) ?? usual;
  return { size: pick('size', 'usual'), spacing: pick('spacing', 'usual'), ground: pick('ground', 'usual'), motion: pick('motion', 'usual') };
}

const comfort = new LiveValue<Comfort>(read());

export function changeComfort(change: Partial<Comfort>): void {
  const next = { ...comfort.get(), ...change };
  const chosen = Object.entries(next).filter(([, value]) => value !== 'usual');
  for (const name of Object.keys(next)) delete document.documentElement.dataset[name];
  for (const [name, value] of chosen) document.documentElement.dataset[name] = String(value);
  deviceStore.set(COMFORT_KEY, chosen.map(([name, value]) => `${name}=${String(value)}`).join(' '));
  comfort.set(next);
}

export function useComfort(): Comfort {
  return useLive(comfort);
}
