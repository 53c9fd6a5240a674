/**
 * Storage that may be missing: in a frame the browser can refuse it, and Lotse must live without.
 * What is written is then kept in memory until the page closes.
 */
export interface Stored {
  get: (key: string) => string | null;
  set: (key: string, value: string) => void;
  remove: (key: string) => void;
  keys: () => string[];
}

export function storedIn(storage: () => Storage): Stored {
  const memory = new Map<string, string>();
  function attempt<T>(act: (store: Storage) => T): T | null {
    try {
      return act(storage());
    } catch {
      return null; // refused by the browser, or full: memory holds the value
    }
  }
  return {
    get: (key) => memory.get(key) ?? attempt((store) => store.getItem(key)),
    set: (key, value) => {
      const kept = attempt((store) => {
        store.setItem(key, value);
        return true;
      });
      if (kept) memory.delete(key);
      else memory.set(key, value);
    },
    remove: (key) => {
      memory.delete(key);
      attempt((store) => store.removeItem(key));
    },
    keys: () => [...new Set([...memory.keys(), ...(attempt((store) => Object.keys(store)) ?? [])])],
  };
}

export const tabStore = storedIn(() => window.sessionStorage);
export const deviceStore = storedIn(() => window.localStorage);
