import { useState } from 'react';
import { checkImport, IMPORT_COLUMNS, IMPORT_LINES, IMPORT_NEEDED, runImport, type ImportColumn, type ImportLine, type ImportPlan } from '#lotse/contract';
import type { Tenant } from '../../kit/session/account-session.js';
import { Refused, useSend } from '../../kit/form/form.js';
import { Frame } from '../../kit/frame/frame.js';
import { call } from '../../kit/api/call.js';
import { Button } from '../../kit/design/button.js';
import { Note } from '../../kit/design/note.js';
import { Link } from '../../kit/address/nav.js';
import { m } from '../../paraglide/messages.js';
import { useLocale } from '../../kit/session/locale.js';
import { PageHeading } from '../../kit/frame/page.js';
import { readText } from './read-text.js';
import { faultyLines, saveText, templateOf } from './import-files.js';
import { FileFaults, ImportLines, sayFaults } from './import-lines.js';
import './office.css';

/** What was not entered stays on the page until another file is chosen. */
type Left = Pick<Checked, 'csv' | 'plan'>;
interface Checked {
  name: string;
  csv: string;
  plan: ImportPlan;
}
type Outcome = { entered: number; known: number; left: number };

/** Many at once: a file is chosen, looked at line by line, and only then entered. */
export default function ImportPage({ tenant: { tenantId } }: { tenant: Tenant }) {
  const [checked, setChecked] = useState<Checked | null>(null);
  const [outcome, setOutcome] = useState<Outcome | null>(null);
  const [left, setLeft] = useState<Left | null>(null);
  const [excel, setExcel] = useState<string | null>(null);
  const { busy, problem, send } = useSend();
  const params = { tenantId };
  function check(file: File) {
    setChecked(null);
    setOutcome(null);
    setLeft(null);
    const isExcel = /\.xls[xm]?$/i.test(file.name);
    setExcel(isExcel ? file.name : null);
    if (isExcel) return;
    send(async () => {
      const csv = await readText(file);
      setChecked({ name: file.name, csv, plan: await call(checkImport, { params, body: { csv } }) });
    });
  }
  function run({ csv, plan }: Checked) {
    send(async () => {
      setOutcome(await call(runImport, { params, body: { csv, withoutFaulty: true } }));
      setLeft(plan.counts.fault > 0 ? { csv, plan } : null);
      setChecked(null);
    });
  }
  return (
    <Frame title={m.of_import()} wide>
      <div className="stack stack-24">
        <PageHeading>{m.of_import_title()}</PageHeading>
        <HowTo />
        <FileButton busy={busy} onFile={check} />
        {excel !== null && (
          <Note look="amber" role="alert">
            {m.of_import_xlsx({ name: excel })}
          </Note>
        )}
        {problem !== null && <Refused problem={problem} />}
        {outcome !== null && (
          <Note role="status">
            {m.of_import_done({ entered: outcome.entered, known: outcome.known, left: outcome.left })}{' '}
            <Link href={`/a/t/${tenantId}/participations`}>{m.of_import_see()}</Link>
          </Note>
        )}
        {checked !== null && <DryRun checked={checked} onRun={() => run(checked)} />}
        {left !== null && <LeftLines left={left} />}
      </div>
    </Frame>
  );
}

function FileButton({ busy, onFile }: { busy: boolean; onFile: (file: File) => void }) {
  return (
    <div>
      <label className="button button-main file-button">
        {busy ? m.acc_busy() : m.of_import_choose()}
        <input
          type="file"
          className="unseen"
          accept=".csv,.xlsx,.xls,text/csv,text/plain"
          onChange={(event) => {
            const [file] = event.target.files ?? [];
            if (file) onFile(file);
            event.target.value = '';
          }}
        />
      </label>
    </div>
  );
}

function LeftLines({ left: { csv, plan } }: { left: Left }) {
  const faulty = plan.lines.filter((one) => one.result === 'fault');
  return (
    <section className="stack" aria-labelledby="import-left">
      <h2 id="import-left">{m.of_import_left()}</h2>
      <p>{m.of_import_left_text()}</p>
      <div>
        <Button onClick={() => saveText(faultyLines(csv, plan.lines, m.of_import_error_column(), sayFaults), 'lotse-import.csv')}>
          {m.of_import_left_load()}
        </Button>
      </div>
      <ImportLines lines={faulty} />
    </section>
  );
}

function DryRun({ checked: { name, plan }, onRun }: { checked: Checked; onRun: () => void }) {
  if (plan.faults.length > 0) return <FileFaults name={name} faults={plan.faults} />;
  const { enter, known, fault } = plan.counts;
  return (
    <section className="stack" aria-label={m.of_dry_run()}>
      <h2>{m.of_dry_run_of({ name })}</h2>
      <Note look={fault > 0 ? 'amber' : 'plain'} role="status">
        {m.of_dry_counts({ enter, known, fault })}
      </Note>
      {enter > 0 && (
        <div>
          <Button look="main" onClick={onRun}>
            {fault > 0 ? m.of_import_good({ count: enter }) : m.of_import_all({ count: enter })}
          </Button>
        </div>
      )}
      <ImportLines lines={ordered(plan.lines)} />
    </section>
  );
}

/** What is wrong comes first: it is what somebody has to do. */
function ordered(lines: ImportLine[]): ImportLine[] {
  const rank = { fault: 0, enter: 1, known: 2 } as const;
  return [...lines].sort((a, b) => rank[a.result] - rank[b.result] || a.line - b.line);
}

function HowTo() {
  const locale = useLocale();
  const at = locale === 'de' ? 0 : 1;
  const columns = Object.keys(IMPORT_COLUMNS) as ImportColumn[];
  const needed = columns.filter((one) => (IMPORT_NEEDED as readonly string[]).includes(one));
  const maybe = columns.filter((one) => !needed.includes(one));
  const names = (list: ImportColumn[]) => list.map((one) => IMPORT_COLUMNS[one][at]).join(', ');
  return (
    <div className="stack stack-8 measure">
      <p>{m.of_import_text({ lines: IMPORT_LINES })}</p>
      <p>{m.of_import_needed({ list: names(needed) })}</p>
      <p>{m.of_import_maybe({ list: names(maybe) })}</p>
      <p className="soft">{m.of_import_days()}</p>
      <div>
        <Button look="quiet" onClick={() => saveText(templateOf(locale), 'lotse-import.csv')}>
          {m.of_import_template()}
        </Button>
      </div>
    </div>
  );
}
