import { createTransport, type Transporter } from 'nodemailer';
import type { Settings } from '../config.js';

const TIMES = { connectionTimeout: 10_000, greetingTimeout: 10_000, socketTimeout: 20_000, dnsTimeout: 5_000 } as const;
const MOST_LINES = 80;

export interface Letter {
  to: string;
  subject: string;
  text: string;
  html?: string;
}
export interface SmtpTest {
  state: 'none' | 'sent' | 'failed';
  /** The dialogue as it went over the line, without credentials. */
  lines: string[];
}

/** The one way out for mail: SMTP_URL and MAIL_FROM. */
export class MailTransport {
  private readonly smtp: Transporter | null;

  constructor(private readonly settings: Pick<Settings, 'smtpUrl' | 'mailFrom'>) {
    this.smtp = settings.smtpUrl ? createTransport({ url: settings.smtpUrl, ...TIMES } as object) : null;
  }

  /** False where no SMTP_URL is set: then links are shown to copy. */
  get ready(): boolean {
    return this.smtp !== null;
  }

  /** Sends now; throws what nodemailer throws (`responseCode` of the server, if it answered). */
  async send(letter: Letter): Promise<void> {
    if (!this.smtp) throw new Error('no SMTP_URL');
    await this.smtp.sendMail({
      from: this.settings.mailFrom,
      ...letter,
      headers: { 'Auto-Submitted': 'auto-generated' },
      disableFileAccess: true,
      disableUrlAccess: true,
    });
  }

  /** Connects anew, sends one mail and tells what both sides said. */
  async test(letter: Letter): Promise<SmtpTest> {
    if (!this.settings.smtpUrl) return { state: 'none', lines: [] };
    const lines: string[] = [];
    const smtp = createTransport({ url: this.settings.smtpUrl, ...TIMES, debug: true, transactionLog: true, logger: listener(lines) } as object);
    try {
      await smtp.verify();
      await smtp.sendMail({ from: this.settings.mailFrom, ...letter, disableFileAccess: true, disableUrlAccess: true });
      return { state: 'sent', lines };
    } catch (error) {
      lines.push(`! ${error instanceof Error ? error.message.split('\n')[0] : 'unknown'}`);
      return { state: 'failed', lines };
    } finally {
      smtp.close();
    }
  }

  close(): void {
    this.smtp?.close();
  }
}

type Say = (entry: { tnx?: string }, message?: string, ...values: unknown[]) => void;

/** Nodemailer's logger as a list of lines: `>` what we said, `<` what the server said, `·` what happened. The letter itself is left out. */
function listener(lines: string[]): Record<string, Say> {
  const sign: Record<string, string> = { client: '>', server: '<' };
  const say: Say = (entry, message = '', ...values) => {
    if (entry.tnx === 'message' || lines.length >= MOST_LINES) return;
    const text = values.reduce<string>((all, value) => all.replace(/%[sdj]/, () => String(value)), message);
    for (const line of text.split(/\r?\n/).filter(Boolean)) lines.push(`${sign[entry.tnx ?? ''] ?? '·'} ${withoutSecrets(line)}`);
  };
  return Object.fromEntries(['trace', 'debug', 'info', 'warn', 'error', 'fatal'].map((level) => [level, say]));
}

/** Left out of the log: what follows AUTH, and every answer to a challenge. */
function withoutSecrets(line: string): string {
  return line
    .replace(/^(AUTH \S+).*/i, '$1 …')
    .replace(/^[A-Za-z0-9+/]{12,}={0,2}$/, '…')
    .slice(0, 300);
}
