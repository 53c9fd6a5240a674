import { randomBytes } from 'node:crypto';
import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { MailTransport, SafeFetch, SETTINGS, type Settings, type SmtpTest } from '#lotse/base';
import type { AddressCheck } from '#lotse/contract';
import type { output } from 'zod/mini';
import { senderCheck, type Arrival } from './seen-sender.js';

type Check = output<typeof AddressCheck>['checks'][number];

/** What an admin can try out: does the address lead here, does the mail server take our mail. */
@Injectable()
export class SetupChecks implements OnApplicationShutdown {
  private readonly nonces = new Set<string>();
  private readonly own: SafeFetch;

  constructor(
    @Inject(SETTINGS) private readonly settings: Settings,
    private readonly mail: MailTransport,
  ) {
    // our own address may be a private one; no other address is asked with this
    this.own = new SafeFetch({ insecureLms: [settings.url] });
  }

  /** Asks LOTSE_URL for a number that only this process knows. `seen` is the origin the admin's browser came by, `arrival` how its request got here. */
  async address(seen: string, arrival: Arrival): Promise<{ url: string; sender: string; checks: Check[] }> {
    const url = new URL(this.settings.url);
    const local = ['localhost', '127.0.0.1', '[::1]'].includes(url.hostname);
    const https: Check =
      url.protocol === 'https:' ? { code: 'https.good', state: 'good' } : { code: local ? 'https.local' : 'https.missing', state: local ? 'look' : 'bad' };
    const browser: Check = seen === this.settings.url ? { code: 'browser.good', state: 'good' } : { code: 'browser.other', state: 'bad' };
    const code = senderCheck(arrival, this.settings);
    const sender: Check = { code, state: code === 'sender.good' ? 'good' : 'bad' };
    return { url: this.settings.url, sender: arrival.sender, checks: [https, browser, await this.reach(), sender] };
  }

  private async reach(): Promise<Check> {
    const nonce = randomBytes(16).toString('base64url');
    this.nonces.add(nonce);
    try {
      const reply = await this.own.send(`${this.settings.url}/api/installation/reach?nonce=${nonce}`);
      const here = reply.status === 200 && (JSON.parse(reply.text) as { here?: unknown }).here === true;
      return here ? { code: 'reach.good', state: 'good' } : { code: 'reach.other', state: 'bad' };
    } catch {
      // a name this machine cannot resolve or dial may still work from outside: said as such, with what to look at
      return { code: 'reach.failed', state: 'bad' };
    } finally {
      this.nonces.delete(nonce);
    }
  }

  async onApplicationShutdown(): Promise<void> {
    this.mail.close();
    await this.own.close();
  }

  isHere(nonce: string): boolean {
    return this.nonces.has(nonce);
  }

  testMail(to: string): Promise<SmtpTest> {
    const subject = 'Lotse: Testnachricht · test message';
    const text = 'Diese Nachricht zeigt, dass Lotse E-Mails verschicken kann.\n\nThis message shows that Lotse can send e-mail.\n';
    return this.mail.test({ to, subject, text });
  }
}
