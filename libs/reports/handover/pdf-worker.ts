/**
 * Makes PDFs in a process of its own, because compiling blocks for milliseconds and takes memory nobody else can bound. It
 * knows no report: a fixed template, fonts and data as JSON come in, bytes go out.
 */
import { readFileSync } from 'node:fs';
import { NodeCompiler, PdfStandard } from '@myriaddreamin/typst-ts-node-compiler';

interface Setting {
  template: string;
  fonts: string[];
  /** An empty folder: typst may read nothing outside it. */
  root: string;
}
interface Order {
  id: number;
  data: string;
  at: number;
}

const { template, fonts, root } = JSON.parse(process.argv[2] ?? '') as Setting;
const compiler = NodeCompiler.create({ workspace: root, fontArgs: [{ fontBlobs: fonts.map((file) => readFileSync(file)) }] });

// signals go to whole groups of processes; this one ends with the channel to the server, which first lets it finish
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => undefined);

process.on('message', ({ id, data, at }: Order) => {
  try {
    const made = compiler.compile({ mainFileContent: template, inputs: { data } });
    const complaint = made.takeDiagnostics();
    if (!made.result || complaint) throw new Error(`the template does not compile: ${JSON.stringify(complaint?.shortDiagnostics)}`);
    const pdf = compiler.pdf(made.result, { pdfStandard: PdfStandard.UA_1, creationTimestamp: at });
    compiler.evictCache(10);
    process.send?.({ id, pdf: new Uint8Array(pdf) });
  } catch (error) {
    process.send?.({ id, error: error instanceof Error ? error.message : String(error) });
  }
});
