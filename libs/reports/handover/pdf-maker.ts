import { mkdtempSync, readFileSync, rmdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { Worker } from 'node:worker_threads';
import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import { Clock, Problem } from '#lotse/base';
import { classOf, coverOf, drawable, type Range } from './font-cover.js';
import type { Letter } from './letter.js';
import { TEMPLATE } from './template.js';

const FONTS = [
  'atkinson-hyperlegible-next/400Regular/AtkinsonHyperlegibleNext_400Regular.ttf',
  'atkinson-hyperlegible-next/700Bold/AtkinsonHyperlegibleNext_700Bold.ttf',
  'atkinson-hyperlegible-next/400Regular_Italic/AtkinsonHyperlegibleNext_400Regular_Italic.ttf',
  'atkinson-hyperlegible-next/700Bold_Italic/AtkinsonHyperlegibleNext_700Bold_Italic.ttf',
  'noto-sans/400Regular/NotoSans_400Regular.ttf',
  'noto-sans/700Bold/NotoSans_700Bold.ttf',
  'noto-sans-arabic/400Regular/NotoSansArabic_400Regular.ttf',
  'noto-sans-arabic/700Bold/NotoSansArabic_700Bold.ttf',
  'noto-emoji/400Regular/NotoEmoji_400Regular.ttf',
];
/** Longer is no report: the thread is ended and the next call begins a new one. */
const LIMIT_MS = 5_000;
const MOST_WAITING = 50;
/** More than a text of 256 KiB and its facts come to. What the compiler takes for itself cannot be cut off from outside: the size bounds it. */
export const MOST_LETTERS = 600_000;

interface Waiting {
  done(pdf: Uint8Array): void;
  failed(error: Error): void;
  timer: NodeJS.Timeout;
}

/** Turns a letter into a tagged PDF (PDF/UA-1) in a thread that is kept. The same letter at the same time gives the same bytes. */
@Injectable()
export class PdfMaker implements OnModuleDestroy {
  private worker: Worker | undefined;
  private root: string | undefined;
  private fonts: { files: string[]; covers: Range[][] } | undefined;
  private readonly waiting = new Map<number, Waiting>();
  private last = 0;

  constructor(private readonly clock: Clock) {}

  make(letter: Letter): Promise<Uint8Array> {
    if (this.waiting.size >= MOST_WAITING) throw new Problem('too-many', 'too-many');
    const { covers } = this.loadFonts();
    // the JSON's own signs can be drawn, so it is looked through as a whole
    const text = JSON.stringify({ ...letter, covers: classOf(covers[0] ?? []) });
    if (text.length > MOST_LETTERS) throw new Problem('too-large', 'report.pdf-large');
    const data = drawable(text, covers);
    const order = { id: ++this.last, data, at: Math.floor(this.clock.now().getTime() / 1000) };
    return new Promise((done, failed) => {
      const timer = setTimeout(() => void this.end(new Problem('unavailable', 'report.pdf-late')), LIMIT_MS);
      this.waiting.set(order.id, { done, failed, timer });
      this.open().postMessage(order);
    });
  }

  async onModuleDestroy(): Promise<void> {
    await this.end(new Problem('unavailable', 'database.away'));
    if (this.root) rmdirSync(this.root);
  }

  private loadFonts(): { files: string[]; covers: Range[][] } {
    if (this.fonts) return this.fonts;
    const find = createRequire(import.meta.url);
    const files = FONTS.map((file) => find.resolve(`@expo-google-fonts/${file}`));
    return (this.fonts = { files, covers: files.map((file) => coverOf(readFileSync(file))) });
  }

  private open(): Worker {
    if (this.worker) return this.worker;
    this.root ??= mkdtempSync(`${tmpdir()}/lotse-pdf-`);
    const file = new URL(`./pdf-worker${import.meta.url.endsWith('.ts') ? '.ts' : '.js'}`, import.meta.url);
    const setting = { template: TEMPLATE, fonts: this.loadFonts().files, root: this.root };
    const worker = new Worker(file, { workerData: setting, resourceLimits: { maxOldGenerationSizeMb: 256 }, env: {}, execArgv: [] });
    worker.on('message', (answer: { id: number; pdf?: Uint8Array; error?: string }) => {
      const one = this.waiting.get(answer.id);
      if (!one) return;
      this.waiting.delete(answer.id);
      clearTimeout(one.timer);
      if (answer.pdf) one.done(answer.pdf);
      else one.failed(new Error(answer.error ?? 'no PDF was made'));
    });
    worker.on('error', (error) => void this.end(error instanceof Error ? error : new Error('the PDF thread ended')));
    worker.unref();
    return (this.worker = worker);
  }

  /** Ends the thread; who waits for it is told. */
  private async end(reason: Error): Promise<void> {
    const worker = this.worker;
    this.worker = undefined;
    for (const one of this.waiting.values()) {
      clearTimeout(one.timer);
      one.failed(reason);
    }
    this.waiting.clear();
    await worker?.terminate();
  }
}
