import { Injectable, StreamableFile } from '@nestjs/common';
import { Clock } from '#lotse/base';
import { REPORT_LABELS, germanDay, type Locale, type ReportContent, type ReportFormat } from '#lotse/contract';
import { letterOf, type LetterFor } from './letter.js';
import { neutralCsv, neutralJson } from './neutral.js';
import { PdfMaker } from './pdf-maker.js';

const TYPES: Record<ReportFormat, string> = { pdf: 'application/pdf', json: 'application/json; charset=utf-8', csv: 'text/csv; charset=utf-8' };

/** Files of a report, each with the day it was made and for whom. Their names say nothing about anybody. */
@Injectable()
export class ReportFiles {
  constructor(
    private readonly clock: Clock,
    private readonly pdfs: PdfMaker,
  ) {}

  /** Signs of a report that its PDF cannot show. */
  undrawn(report: ReportContent): string[] {
    const today = germanDay(this.clock.now());
    return this.pdfs.undrawn(letterOf(report, { labels: 'de', recipient: '', on: today, release: null }));
  }

  async file(report: ReportContent, format: ReportFormat, to: { labels: Locale; recipient: string; release: LetterFor['release'] }): Promise<StreamableFile> {
    const now = this.clock.now();
    const made = { at: now.toISOString(), by: to.recipient };
    const bytes =
      format === 'pdf'
        ? Buffer.from(await this.pdfs.make(letterOf(report, { ...to, on: germanDay(now) })))
        : Buffer.from(format === 'json' ? neutralJson(report, made) : neutralCsv(report, made));
    const say = REPORT_LABELS[to.labels];
    const name = `${say.file[report.occasion]}-${report.facts.period.to}-${say.head.version}-${report.version}.${format}`;
    return new StreamableFile(bytes, { type: TYPES[format], disposition: `attachment; filename="${name}"`, length: bytes.length });
  }
}
