import { SMTPServer } from 'smtp-server';
import { freePort } from './ports.js';

export interface Letter {
  to: string;
  text: string;
}

/** The mail server of the tests: keeps what it takes, and is busy or refuses where a story wants it so. */
export class PostOffice {
  answer: 'take' | 'later' | 'never' = 'take';
  readonly letters: Letter[] = [];
  private constructor(
    private readonly port: number,
    private readonly smtp: SMTPServer,
  ) {}

  static async open(): Promise<PostOffice> {
    const port = await freePort(['127.0.0.1']);
    const smtp = new SMTPServer({
      authOptional: true,
      disabledCommands: ['STARTTLS', 'AUTH'],
      onRcptTo: (_, __, done) => {
        if (office.answer === 'take') return done();
        done(Object.assign(new Error('no such user wiebke.harms@lernwerk.example here'), { responseCode: office.answer === 'later' ? 451 : 550 }));
      },
      onData: (stream, session, done) => {
        const parts: Buffer[] = [];
        stream.on('data', (part: Buffer) => parts.push(part));
        stream.on('end', () => {
          office.letters.push({ to: session.envelope.rcptTo[0]?.address ?? '', text: decode(Buffer.concat(parts).toString()) });
          done();
        });
      },
    });
    const office = new PostOffice(port, smtp);
    await new Promise<void>((ready) => smtp.listen(port, '127.0.0.1', ready));
    return office;
  }

  get env(): Record<string, string> {
    return { SMTP_URL: `smtp://127.0.0.1:${this.port}`, MAIL_FROM: 'lotse@lernwerk.example' };
  }

  close(): Promise<void> {
    return new Promise((closed) => this.smtp.close(closed));
  }
}

/** Quoted-printable, as far as our letters need it. */
function decode(text: string): string {
  const bytes = text.replace(/=\r?\n/g, '').replace(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)));
  return Buffer.from(bytes, 'latin1').toString('utf8');
}
