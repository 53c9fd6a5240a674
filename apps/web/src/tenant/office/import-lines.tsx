import type { ImportFault, ImportLine } from '#lotse/contract';
import { formatDate } from '../../kit/design/format.js';
import { Note } from '../../kit/design/note.js';
import { m } from '../../paraglide/messages.js';
import { useLocale } from '../../kit/session/locale.js';
import { Problem } from '../../kit/api/problem.js';
import { sayProblem } from '../../kit/api/problem-sentence.js';
import '../../kit/words/more-problems.js';

const RESULT = { enter: m.of_r_enter, known: m.of_r_known, fault: m.of_r_fault } as const;
const LOOK = { enter: 'badge badge-good', known: 'badge', fault: 'badge badge-wrong' } as const;

/** With what stands in the file, where a value is wrong: "Eintritt „31.02.2027“: …". */
function sayFault({ code, column, value }: ImportFault): string {
  const sentence = sayProblem(new Problem('invalid', code));
  if (column === null) return sentence;
  return value === null || value === '' ? `${column}: ${sentence}` : `${column} „${value}“: ${sentence}`;
}

export const sayFaults = (line: ImportLine): string => line.faults.map(sayFault).join(' ');

export function FileFaults({ name, faults }: { name: string; faults: ImportFault[] }) {
  return (
    <Note look="wrong" role="alert">
      <p>{m.of_file_faults({ name })}</p>
      <ul className="stack stack-4">
        {faults.map((fault, i) => (
          <li key={i}>{sayFault(fault)}</li>
        ))}
      </ul>
    </Note>
  );
}

export function ImportLines({ lines }: { lines: ImportLine[] }) {
  const locale = useLocale();
  const day = (text: string | null) => (text === null ? '–' : formatDate(text, locale));
  return (
    <table className="audit">
      <thead>
        <tr>
          <th scope="col">{m.of_line()}</th>
          <th scope="col">{m.of_name()}</th>
          <th scope="col">{m.of_result()}</th>
          <th scope="col">{m.of_measure()}</th>
          <th scope="col">{m.of_entry()}</th>
        </tr>
      </thead>
      <tbody>
        {lines.map((one) => (
          <tr key={one.line}>
            <td data-label={m.of_line()} className="figures">
              {one.line}
            </td>
            <td data-label={m.of_name()}>{one.name || '–'}</td>
            <td data-label={m.of_result()}>
              <span>
                <span className={LOOK[one.result]}>{RESULT[one.result]()}</span>
                {one.faults.map((fault, i) => (
                  <span key={i} className="import-fault">
                    {sayFault(fault)}
                  </span>
                ))}
              </span>
            </td>
            <td data-label={m.of_measure()} className="figures">
              {one.measure ?? '–'}
            </td>
            <td data-label={m.of_entry()}>{day(one.startsOn)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
