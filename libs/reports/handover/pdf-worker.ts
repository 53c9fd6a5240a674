/**
 * Makes PDFs in a thread of its own, because compiling blocks for milliseconds. It knows no report: a fixed template, fonts
 * and data as JSON come in, bytes go out. Only erasable syntax: Node runs this file as it stands in tests.
 */
import { readFileSync } from 'node:fs';
import { parentPort, workerData } from 'node:worker_threads';
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

const { template, fonts, root } = workerData as Setting;
const compiler = NodeCompiler.create({ workspace: root, fontArgs: [{ fontBlobs: fonts.map((file) => readFileSync(file)) }] });

parentPort?.on('message', ({ id, data, at }: Order) => {
  try {
    const made = compiler.compile({ mainFileContent: template, inputs: { data } });
    const complaint = made.takeDiagnostics();
    if (!made.result || complaint) throw new Error(`the template does not compile: ${JSON.stringify(complaint?.shortDiagnostics)}`);
    const pdf = compiler.pdf(made.result, { pdfStandard: PdfStandard.UA_1, creationTimestamp: at });
    compiler.evictCache(10);
    parentPort?.postMessage({ id, pdf: new Uint8Array(pdf) });
  } catch (error) {
    parentPort?.postMessage({ id, error: error instanceof Error ? error.message : String(error) });
  }
});
