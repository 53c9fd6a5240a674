import { expect } from '@jest/globals';
import type { DemoSite } from '../../apps/demo-lms/index.js';
import { Between } from './between.js';
import { launch, type Answer, type LaunchWish } from './lti-client.js';
import { TwoAdmins } from './two-admins.js';

export const MINUTE = 60_000;

/** Code, what is said, and the setting that is named: all on the page in front of the admin of Lotse. */
export interface Told {
  code: string;
  says: RegExp;
  names: RegExp;
}

/** Two admins who are about to connect, in a world in which each single step can be blocked; `mend` puts all of it right again. */
export class BlockedMoodle {
  private readonly undo: (() => unknown)[] = [];
  private constructor(
    readonly between: Between,
    readonly two: TwoAdmins,
    /** The link that registers the Moodle. */
    readonly link: string,
  ) {}

  static async open(): Promise<BlockedMoodle> {
    const between = new Between();
    const port = await between.open();
    const two = await TwoAdmins.open({ address: `http://localhost:${port}` });
    between.to = two.server.settings.port;
    await two.setUp();
    const link = await two.makeLink();
    await two.openTools();
    return new BlockedMoodle(between, two, link);
  }

  async close(): Promise<void> {
    await this.two.close();
    this.between.close();
  }

  get site(): DemoSite {
    return this.two.site;
  }

  async mend(): Promise<void> {
    this.site.faults.clear();
    this.site.platform.toolKeys.clear();
    this.two.moodleClock.aheadMs = 0;
    this.between.without = 'nothing';
    for (const back of this.undo.splice(0)) await back();
  }

  readonly set = <T extends object, K extends keyof T>(what: T, name: K, value: T[K]): void => {
    const old = what[name];
    what[name] = value;
    this.undo.push(() => (what[name] = old));
  };

  /** The code leads to its row in the list of errors on this server. */
  readonly leadsToDocs = async (code: string): Promise<void> => {
    const href =
      (await this.two.desk
        .getByRole('link', { name: `Mehr zur Kennung ${code}` })
        .first()
        .getAttribute('href')) ?? '';
    const page = await (await fetch(this.two.server.url + href)).text();
    expect(page).toContain(`id="${href.split('#')[1]}"`);
  };

  /** Registered and looked at by the admin of Lotse, not yet confirmed. */
  readonly register = async (): Promise<void> => {
    const frame = await this.two.paste(this.link);
    await frame.getByRole('heading', { name: 'Lotse ist angemeldet' }).waitFor();
    await this.two.desk.getByRole('link', { name: 'Ansehen und bestätigen' }).click();
  };

  /** Lena's launch, a minute later. */
  readonly enter = (wish: LaunchWish = {}): Promise<Answer> => {
    this.two.server.clock.advance(MINUTE);
    return launch(this.two.server, this.site, { person: 'lena', link: 'eins', ...wish });
  };

  /** The step is bad on the admin's page: its sentence, the setting, and the way to the docs. */
  readonly stepSays = async (name: string, { code, says, names }: Told): Promise<void> => {
    const steps = await this.two.selfTest();
    expect(steps[name]).toMatch(/^Muss geändert werden:/);
    expect(steps[name]).toMatch(says);
    expect(steps[name]).toMatch(names);
    await this.leadsToDocs(code);
  };
}
