import { deviceStore, type Stored } from './stored.js';

const DEVICE_KEY = 'lotse.device';
const SEQUENCE_KEY = 'lotse.sequence';

/** A random id of this browser's storage; no fingerprint. */
export function deviceId(store: Stored = deviceStore): string {
  const known = store.get(DEVICE_KEY);
  if (known !== null && known.length <= 40) return known;
  const made = crypto.randomUUID();
  store.set(DEVICE_KEY, made);
  store.set(SEQUENCE_KEY, '0');
  return made;
}

/** The device, and a number that counts up with each answer. */
export function nextOnDevice(store: Stored = deviceStore): { device: string; sequence: number } {
  const device = deviceId(store);
  const last = Number.parseInt(store.get(SEQUENCE_KEY) ?? '0', 10);
  const sequence = Number.isSafeInteger(last) && last >= 0 ? last + 1 : 1;
  store.set(SEQUENCE_KEY, String(sequence));
  return { device, sequence };
}
