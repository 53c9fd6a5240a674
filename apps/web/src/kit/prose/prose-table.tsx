import type { Block, Inline } from '#lotse/contract';
import type { ReactNode } from 'react';
import type { output } from 'zod/mini';
import { m } from '../../paraglide/messages.js';
import { figureColumns } from './figure-columns.js';

interface Props {
  table: Extract<output<typeof Block>, { table: unknown }>['table'];
  drawLine: (words: Inline[]) => ReactNode;
}

/** A table of the content; on a narrow screen it moves sideways inside its frame. */
export default function ProseTable({ table, drawLine }: Props) {
  const figures = figureColumns(table.rows);
  const lookOf = (column: number) => (figures[column] === true ? 'prose-figure' : undefined);
  return (
    <div className="prose-table" tabIndex={0} role="region" aria-label={m.table()}>
      <table>
        <thead>
          <tr>
            {table.head.map((cell, i) => (
              <th key={i} scope="col" className={lookOf(i)}>
                {drawLine(cell)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {table.rows.map((row, i) => (
            <tr key={i}>
              {row.map((cell, j) => (
                <td key={j} className={lookOf(j)}>
                  {drawLine(cell)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
