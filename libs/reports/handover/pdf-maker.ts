import { mkdtempSync, readFileSync, rmdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import { Clock, Problem } from '#lotse/base';
import { classOf, coverOf, drawable, undrawable, type Range } from './font-cover.js';
import type { Letter } from './letter.js';
import { PDF_LIMITS } from './pdf-limits.js';
import { PdfProcess, type PdfOrder } from './pdf-process.js';
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

interface Waiting {
  order: PdfOrder;
  ms: number;
  done(pdf: Uint8Array): void;
  failed(error: Error): void;
}

/**
 * Turns a letter into a tagged PDF (PDF/UA-1) in a process that is kept, one after the other. The same letter at the same time
 * gives the same bytes. A letter that takes too long or too much memory fails alone: those behind it get a fresh process.
 */
@Injectable()
export class PdfMaker implements OnModuleDestroy {
  private process: PdfProcess | undefined;
  private root: string | undefined;
  private fonts: { files: string[]; covers: Range[][] } | undefined;
  private readonly queue: Waiting[] = [];
  private current: (Waiting & { timer: NodeJS.Timeout }) | undefined;
  private last = 0;

  constructor(private readonly clock: Clock) {}

  make(letter: Letter): Promise<Uint8Array> {
    if (this.queue.length >= PDF_LIMITS.waiting) throw new Problem('too-many', 'too-many');
    const { covers } = this.loadFonts();
    // the JSON's own signs can be drawn, so it is looked through as a whole
    const text = JSON.stringify({ ...letter, covers: classOf(covers[0] ?? []) });
    if (text.length > PDF_LIMITS.letters) throw new Problem('too-large', 'report.pdf-large');
    const order = { id: ++this.last, data: drawable(text, covers), at: Math.floor(this.clock.now().getTime() / 1000) };
    return new Promise((done, failed) => {
      this.queue.push({ order, ms: PDF_LIMITS.ms, done, failed });
      this.next();
    });
  }

  /** Signs of a letter that no font can draw: it would say their numbers. */
  undrawn(letter: Letter): string[] {
    return undrawable(JSON.stringify(letter), this.loadFonts().covers);
  }

  async onModuleDestroy(): Promise<void> {
    for (const one of this.queue.splice(0)) one.failed(new Problem('unavailable', 'database.away'));
    await this.giveUp(new Problem('unavailable', 'database.away'));
    if (this.root) rmdirSync(this.root);
  }

  private loadFonts(): { files: string[]; covers: Range[][] } {
    if (this.fonts) return this.fonts;
    const find = createRequire(import.meta.url);
    const files = FONTS.map((file) => find.resolve(`@expo-google-fonts/${file}`));
    return (this.fonts = { files, covers: files.map((file) => coverOf(readFileSync(file))) });
  }

  private next(): void {
    if (this.current) return;
    const one = this.queue.shift();
    if (!one) return;
    this.current = { ...one, timer: setTimeout(() => void this.giveUp(new Problem('unavailable', 'report.pdf-late')), one.ms) };
    (this.process ??= this.open()).send(one.order);
  }

  private open(): PdfProcess {
    this.root ??= mkdtempSync(`${tmpdir()}/lotse-pdf-`);
    const opened: PdfProcess = new PdfProcess({ template: TEMPLATE, fonts: this.loadFonts().files, root: this.root }, PDF_LIMITS.kilobytes, {
      answer: ({ id, pdf, error }) => {
        if (id === this.current?.order.id) this.settle((one) => (pdf ? one.done(pdf) : one.failed(new Error(error ?? 'no PDF was made'))));
      },
      end: () => {
        if (this.process === opened) void this.giveUp(new Problem('unavailable', 'report.pdf-failed'));
      },
    });
    return opened;
  }

  /** Ends the process with the letter it is at. */
  private async giveUp(reason: Error): Promise<void> {
    const ended = this.process;
    this.process = undefined;
    this.settle((one) => one.failed(reason));
    await ended?.end();
  }

  private settle(tell: (one: Waiting) => void): void {
    const one = this.current;
    this.current = undefined;
    if (one) {
      clearTimeout(one.timer);
      tell(one);
    }
    this.next();
  }
}
