import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

export interface PdfOrder {
  id: number;
  data: string;
  at: number;
}
export interface PdfAnswer {
  id: number;
  pdf?: Uint8Array;
  error?: string;
}

/** As it was built, in tests as well: what strips the types cannot run in the process itself. */
const WORKER = fileURLToPath(
  new URL(import.meta.url.endsWith('.ts') ? '../../../dist/libs/reports/handover/pdf-worker.js' : './pdf-worker.js', import.meta.url),
);
const SHELL = '/bin/sh';
/** A limit of the shell binds what it becomes. A system that knows no such limit goes on without. */
const LIMITED = 'ulimit -d "$1" 2>/dev/null; shift; exec "$@"';
/** Without compiled JavaScript no room is reserved for it, which would count as memory. The little that is here is as fast without. */
const FLAGS = ['--max-old-space-size=256', '--jitless'];

/**
 * A process that makes PDFs (pdf-worker.ts), with no environment and with a limit to its memory where there is a shell to set
 * one. A thread could not be bounded: what the compiler takes for itself is no heap of JavaScript.
 */
export class PdfProcess {
  private readonly child: ChildProcess;
  private readonly gone: Promise<void>;

  constructor(setting: { template: string; fonts: string[]; root: string }, kilobytes: number, on: { answer(answer: PdfAnswer): void; end(): void }) {
    const program = [process.execPath, ...FLAGS, WORKER, JSON.stringify(setting)];
    const [command = '', ...args] = existsSync(SHELL) ? [SHELL, '-c', LIMITED, 'pdf', String(kilobytes), ...program] : program;
    this.child = spawn(command, args, { env: {}, stdio: ['ignore', 'ignore', 'ignore', 'ipc'], serialization: 'advanced' });
    this.child.on('message', (answer) => on.answer(answer as PdfAnswer));
    this.gone = new Promise((done) => {
      const end = () => (done(), on.end());
      this.child.once('exit', end);
      this.child.once('error', end);
    });
    this.child.unref();
    this.child.channel?.unref();
  }

  send(order: PdfOrder): void {
    // whoever waits for a process that is gone hears of its end
    this.child.send(order, () => undefined);
  }

  end(): Promise<void> {
    this.child.ref();
    this.child.kill('SIGKILL');
    return this.gone;
  }
}
