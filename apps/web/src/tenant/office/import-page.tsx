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
import { ImportLines, FileFaults } from './import-lines.js';
import './office.css';

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
  const { busy, problem, send } = useSend();
  const params = { tenantId };
  function check(file: File) {
    setChecked(null);
    setOutcome(null);
    send(async () => {
      const csv = await readText(file);
      setChecked({ name: file.name, csv, plan: await call(checkImport, { params, body: { csv } }) });
    });
  }
  function run(csv: string) {
    send(async () => {
      setOutcome(await call(runImport, { params, body: { csv, withoutFaulty: true } }));
      setChecked(null);
    });
  }
  return (
    <Frame title={m.of_import()} wide>
      <div className="stack stack-24">
        <PageHeading>{m.of_import_title()}</PageHeading>
        <HowTo />
        <div>
          <label className="button button-main file-button">
            {busy ? m.acc_busy() : m.of_import_choose()}
            <input
              type="file"
              className="unseen"
              accept=".csv,text/csv,text/plain"
              onChange={(event) => {
                const [file] = event.target.files ?? [];
                if (file) check(file);
                event.target.value = '';
              }}
            />
          </label>
        </div>
        {problem !== null && <Refused problem={problem} />}
        {outcome !== null && (
          <Note role="status">
            {m.of_import_done({ entered: outcome.entered, known: outcome.known, left: outcome.left })}{' '}
            <Link href={`/a/t/${tenantId}/participations`}>{m.of_import_see()}</Link>
          </Note>
        )}
        {checked !== null && <DryRun checked={checked} onRun={() => run(checked.csv)} />}
      </div>
    </Frame>
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
  const at = useLocale() === 'de' ? 0 : 1;
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
    </div>
  );
}
