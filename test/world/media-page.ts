import type { Page } from 'playwright-core';

/** Chromium's devices for tests: a beep each second, and a picture that turns. Links go over the loopback. */
export const MEDIA_ARGS = [
  '--use-fake-device-for-media-stream',
  '--use-fake-ui-for-media-stream',
  '--autoplay-policy=no-user-gesture-required',
  '--allow-loopback-in-peer-connection',
  '--mute-audio',
];

/** Before the page's own scripts: every link it makes can be looked at. */
const REMEMBER = `(() => {
  const Real = window.RTCPeerConnection;
  window.links = [];
  window.RTCPeerConnection = class extends Real {
    constructor(...rest) {
      super(...rest);
      window.links.push(this);
      if (window.hangFirst && window.links.length === 1) this.setRemoteDescription = () => new Promise(() => undefined);
    }
  };
})()`;

export interface Flow {
  links: number;
  made: number;
  energy: number;
  packets: number;
  frames: number;
  videoOut: number;
  audioOut: number;
}
const SUMS = `(async () => {
  const sum = { links: 0, made: window.links.length, energy: 0, packets: 0, frames: 0, videoOut: 0, audioOut: 0 };
  for (const one of window.links.filter((link) => link.connectionState === 'connected')) {
    sum.links++;
    for (const stat of (await one.getStats()).values()) {
      if (stat.type === 'inbound-rtp' && stat.kind === 'audio') {
        sum.energy += stat.totalAudioEnergy ?? 0;
        sum.packets += stat.packetsReceived ?? 0;
      }
      if (stat.type === 'inbound-rtp' && stat.kind === 'video') sum.frames += stat.framesDecoded ?? 0;
      if (stat.type === 'outbound-rtp') sum[stat.kind === 'video' ? 'videoOut' : 'audioOut'] += stat.bytesSent ?? 0;
    }
  }
  return sum;
})()`;

/** What went through the links of a page, told by the browser itself and not by what the page shows. */
export class MediaPage {
  constructor(readonly page: Page) {}

  static async on(page: Page, { hangFirst = false } = {}): Promise<MediaPage> {
    if (hangFirst) await page.addInitScript('window.hangFirst = true');
    await page.addInitScript(REMEMBER);
    return new MediaPage(page);
  }

  /** Sums over all links that stand: sound that came in by its energy, pictures that were decoded, bytes of pictures that went out. */
  flow(): Promise<Flow> {
    return this.page.evaluate(SUMS);
  }

  /** Waits until something on the page is so. */
  async so(what: string, isSo: () => Promise<boolean>, longestMs = 40_000): Promise<void> {
    for (const end = performance.now() + longestMs; !(await isSo()); await this.page.waitForTimeout(100))
      if (performance.now() > end) throw new Error(`never came: ${what}`);
  }

  /** Waits until what went through is so. */
  async until(what: string, isSo: (flow: Flow) => boolean, longestMs = 40_000): Promise<void> {
    for (const end = performance.now() + longestMs; ;) {
      const flow = await this.flow();
      if (isSo(flow)) return;
      if (performance.now() > end) throw new Error(`never came: ${what}; ${JSON.stringify(flow)}`);
      await this.page.waitForTimeout(200);
    }
  }

  /** More of it arrives than now. */
  async grows(key: 'energy' | 'packets' | 'frames'): Promise<void> {
    const before = (await this.flow())[key];
    await this.until(`more ${key} than ${before}`, (flow) => flow[key] > before);
  }

  /** Two looks a second apart see the same. */
  async stands(key: 'packets' | 'frames' | 'videoOut' | 'audioOut'): Promise<void> {
    for (let tries = 0; ; tries++) {
      const before = (await this.flow())[key];
      await this.page.waitForTimeout(1_000);
      if ((await this.flow())[key] === before) return;
      if (tries === 20) throw new Error(`${key} never stopped`);
    }
  }
}
