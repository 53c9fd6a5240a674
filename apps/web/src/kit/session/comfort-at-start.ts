import { deviceStore } from '../state/stored.js';

/** Pairs such as `size=large spacing=wide`; what is as usual is not named. */
export const COMFORT_KEY = 'lotse.comfort';

/** Before anything is drawn: what was chosen on this device (comfort.ts), for comfort.css. */
export function showComfort(): void {
  const { dataset } = document.documentElement;
  for (const pair of (deviceStore.get(COMFORT_KEY) ?? '').split(' ')) {
    const [name = '', value] = pair.split('=');
    if (value) dataset[name] = value;
  }
}
