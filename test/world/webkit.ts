import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import { Builder, By, Capabilities, type WebDriver, type WebElement } from 'selenium-webdriver';
import type { Hand } from './hand.js';
import { freePort } from './ports.js';

interface Tools {
  driver: string;
  browser: string;
  screen: string;
  env: Record<string, string>;
}

/** WebKit's engine without a desktop: no sandbox inside a container, nothing drawn by a graphics card. */
const BARE = { WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS: '1', WEBKIT_DISABLE_COMPOSITING_MODE: '1', WEBKIT_DISABLE_DMABUF_RENDERER: '1', LANG: 'C.UTF-8' };
const FIRST_SCREEN = 90;

/** Debian's WebKitGTK (the engine of Safari) with its MiniBrowser, on a screen that nobody sees. A certificate of the tests' own is taken. */
export async function openWebkit(): Promise<Hand> {
  const tools = JSON.parse(process.env.LOTSE_TEST_WEBKIT ?? '{}') as Partial<Tools>;
  const programs: ChildProcess[] = [];
  const begin = (command: string, args: string[], env: Record<string, string>): ChildProcess => {
    const child = spawn(command, args, { env: { ...process.env, ...tools.env, ...env }, stdio: 'ignore' });
    programs.push(child);
    return child;
  };
  const end = async (): Promise<void> => {
    for (const child of programs.reverse()) if (child.exitCode === null && child.kill()) await once(child, 'exit');
  };
  try {
    const screen = await openScreen((number) => begin(tools.screen ?? 'Xvfb', [`:${number}`, '-screen', '0', '1100x1000x24', '-nolisten', 'tcp'], {}));
    const port = await freePort(['127.0.0.1']);
    begin(tools.driver ?? 'WebKitWebDriver', [`--port=${port}`], { ...BARE, DISPLAY: `:${screen}` });
    const driver = await connect(port, tools.browser ?? '/usr/lib/x86_64-linux-gnu/webkit2gtk-4.1/MiniBrowser');
    return handOf(driver, end);
  } catch (error) {
    await end();
    throw error;
  }
}

/** The first screen nobody has. */
async function openScreen(begin: (number: number) => ChildProcess): Promise<number> {
  for (let number = FIRST_SCREEN; number < FIRST_SCREEN + 100; number++) {
    if (existsSync(`/tmp/.X11-unix/X${number}`) || existsSync(`/tmp/.X${number}-lock`)) continue;
    const child = begin(number);
    for (let i = 0; i < 100 && child.exitCode === null; i++) {
      if (existsSync(`/tmp/.X11-unix/X${number}`)) return number;
      await wait(100);
    }
  }
  throw new Error('no screen for WebKit');
}

async function connect(port: number, binary: string): Promise<WebDriver> {
  const wish = new Capabilities();
  wish.set('browserName', 'MiniBrowser');
  wish.set('acceptInsecureCerts', true);
  wish.set('webkitgtk:browserOptions', { binary, args: ['--automation'] });
  for (let i = 0; ; i++) {
    try {
      return await new Builder().usingServer(`http://127.0.0.1:${port}`).withCapabilities(wish).build();
    } catch (error) {
      if (i >= 30) throw error; // the driver needs a moment until it listens
      await wait(500);
    }
  }
}

function handOf(driver: WebDriver, end: () => Promise<void>): Hand {
  const find = async (expression: string): Promise<WebElement> => driver.executeScript<WebElement>(`return ${expression}`);
  return {
    go: async (url) => {
      await driver.switchTo().defaultContent();
      await driver.get(url);
    },
    reload: () => driver.navigate().refresh(),
    ask: (expression) => driver.executeScript(`return ${expression}`),
    press: async (expression) => (await find(expression)).click(),
    type: async (expression, text) => (await find(expression)).sendKeys(text),
    intoFrame: async () => driver.switchTo().frame(await driver.findElement(By.css('iframe'))),
    toNewWindow: async () => {
      const here = await driver.getWindowHandle();
      for (let i = 0; i < 100; i++) {
        const other = (await driver.getAllWindowHandles()).find((one) => one !== here);
        if (other !== undefined) return driver.switchTo().window(other);
        await wait(200);
      }
      throw new Error('no window was opened');
    },
    close: async () => {
      await driver.quit().catch(() => undefined); // it may be gone with its last window
      await end();
    },
  };
}
