import { deviceStore, type Stored } from '../../kit/state/stored.js';

const DEVICE_KEY = 'lotse.device';
const SEQUENCE_KEY = 'lotse.sequence';

/** A random id of this browser's storage (no fingerprint), and a number that counts up with each answer. */
export function nextOnDevice(store: Stored = deviceStore): { device: string; sequence: number } {
  let device = store.get(DEVICE_KEY);
  if (device === null || device.length > 40) {
    device = crypto.randomUUID();
    store.set(DEVICE_KEY, device);
    store.set(SEQUENCE_KEY, '0');
  }
  const last = Number.parseInt(store.get(SEQUENCE_KEY) ?? '0', 10);
  const sequence = Number.isSafeInteger(last) && last >= 0 ? last + 1 : 1;
  store.set(SEQUENCE_KEY, String(sequence));
  return { device, sequence };
}
