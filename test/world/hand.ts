import { setTimeout as wait } from 'node:timers/promises';

/** A browser as a story uses it, whichever engine it is: what is looked at is a page, or the frame inside it. */
export interface Hand {
  go(url: string): Promise<void>;
  reload(): Promise<void>;
  /** Evaluates an expression in what is looked at. */
  ask<T>(expression: string): Promise<T>;
  /** Presses the element an expression finds, as a person does. */
  press(find: string): Promise<void>;
  /** Types into the element an expression finds. */
  type(find: string, text: string): Promise<void>;
  /** Looks at the first frame of the page from here on. */
  intoFrame(): Promise<void>;
  /** Looks at the window that opened last from here on. */
  toNewWindow(): Promise<void>;
  close(): Promise<void>;
}

const TRIES = 300;
const EVERY_MS = 200;
const PRESSED = 'button, a, label, [role=button], [type=submit]';

/** The visible element that begins with these words. */
const named = (words: string, kind = PRESSED): string =>
  `[...document.querySelectorAll(${JSON.stringify(kind)})].find((one) => one.offsetParent !== null && one.innerText.trim().startsWith(${JSON.stringify(words)}))`;
/** The field with this label. */
const labelled = (label: string): string =>
  `[...document.querySelectorAll('label')].filter((one) => one.innerText.trim().startsWith(${JSON.stringify(label)})).map((one) => one.control ?? document.getElementById(one.htmlFor)).find(Boolean)`;

/** Waits until one of these texts stands there, and says which. A page that is just changing is asked again. */
export async function seesOne(hand: Hand, ...texts: readonly string[]): Promise<string> {
  let seen = '';
  for (let i = 0; i < TRIES; i++) {
    seen = await hand.ask<string>('document.body ? document.body.innerText : ""').catch((error: unknown) => `(${String(error).slice(0, 200)})`);
    const found = texts.find((text) => seen.includes(text));
    if (found !== undefined) return found;
    await wait(EVERY_MS);
  }
  throw new Error(`never saw ${texts.join(' or ')}; there is: ${seen.slice(0, 800)}`);
}

export async function sees(hand: Hand, text: string): Promise<void> {
  await seesOne(hand, text);
}

async function whenThere(hand: Hand, find: string): Promise<void> {
  for (let i = 0; i < TRIES; i++) {
    if (await hand.ask<boolean>(`Boolean(${find})`).catch(() => false)) return;
    await wait(EVERY_MS);
  }
  throw new Error(`never found ${find}`);
}

/** Waits until it is there and has stopped moving: pages that are still loading would let a press go beside it. */
async function whenAtRest(hand: Hand, find: string): Promise<void> {
  const place = `(() => { const one = ${find}; return one ? JSON.stringify(one.getBoundingClientRect()) : ''; })()`;
  let before = '';
  for (let i = 0; i < TRIES; i++) {
    const now = await hand.ask<string>(place).catch(() => '');
    if (now !== '' && now === before) return;
    before = now;
    await wait(EVERY_MS);
  }
  throw new Error(`never found at rest: ${find}`);
}

export async function press(hand: Hand, words: string): Promise<void> {
  await whenAtRest(hand, named(words));
  await hand.press(named(words));
}

export async function fill(hand: Hand, label: string, text: string): Promise<void> {
  await whenThere(hand, labelled(label));
  await hand.type(labelled(label), text);
}
