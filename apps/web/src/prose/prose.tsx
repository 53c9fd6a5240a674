import { Fragment, type ReactNode } from 'react';
import type { Block as BlockSchema, Inline as InlineShape, Prose as ProseSchema } from '#lotse/contract';
import type { output } from 'zod/mini';
import { m } from '../paraglide/messages.js';
import './prose.css';

export type ProseValue = output<typeof ProseSchema>;
type BlockValue = output<typeof BlockSchema>;

export interface ProseParts {
  /** Draws a gap of a cloze. */
  gap?: (id: string) => ReactNode;
  /** A glossary word was pressed. Without it the word is plain text. */
  onTerm?: (id: string) => void;
}

/** Content text, always German. It comes as checked JSON, never as HTML. */
export function Prose({ value, inline = false, ...parts }: ProseParts & { value: ProseValue; inline?: boolean }) {
  if (inline)
    return (
      <span lang="de">
        {value.map((block, i) => (
          <Fragment key={i}>
            {i > 0 && ' '}
            {flowOf(block, parts)}
          </Fragment>
        ))}
      </span>
    );
  return (
    <div className="prose" lang="de">
      {value.map((block, i) => (
        <Block key={i} block={block} parts={parts} />
      ))}
    </div>
  );
}

/** A block inside one line, where a paragraph is not allowed (a label). */
function flowOf(block: BlockValue, parts: ProseParts): ReactNode {
  if ('para' in block) return <Line words={block.para} parts={parts} />;
  const lines = 'ul' in block ? block.ul : 'ol' in block ? block.ol : [block.table.head, ...block.table.rows].flat();
  return lines.map((line, i) => (
    <Fragment key={i}>
      {i > 0 && ' · '}
      <Line words={line} parts={parts} />
    </Fragment>
  ));
}

function Block({ block, parts }: { block: BlockValue; parts: ProseParts }) {
  if ('para' in block)
    return (
      <p>
        <Line words={block.para} parts={parts} />
      </p>
    );
  if ('ul' in block)
    return (
      <ul>
        {block.ul.map((line, i) => (
          <li key={i}>
            <Line words={line} parts={parts} />
          </li>
        ))}
      </ul>
    );
  if ('ol' in block)
    return (
      <ol>
        {block.ol.map((line, i) => (
          <li key={i}>
            <Line words={line} parts={parts} />
          </li>
        ))}
      </ol>
    );
  return <ProseTable table={block.table} parts={parts} />;
}

function ProseTable({ table, parts }: { table: Extract<BlockValue, { table: unknown }>['table']; parts: ProseParts }) {
  return (
    <div className="prose-table" tabIndex={0} role="region" aria-label={m.table()}>
      <table>
        <thead>
          <tr>
            {table.head.map((cell, i) => (
              <th key={i} scope="col">
                <Line words={cell} parts={parts} />
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {table.rows.map((row, i) => (
            <tr key={i}>
              {row.map((cell, j) => (
                <td key={j}>
                  <Line words={cell} parts={parts} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Line({ words, parts }: { words: InlineShape[]; parts: ProseParts }) {
  return words.map((word, i) => <Word key={i} word={word} parts={parts} />);
}

function Word({ word, parts }: { word: InlineShape; parts: ProseParts }): ReactNode {
  if (typeof word === 'string') return word;
  if ('b' in word)
    return (
      <strong>
        <Line words={word.b} parts={parts} />
      </strong>
    );
  if ('i' in word)
    return (
      <em>
        <Line words={word.i} parts={parts} />
      </em>
    );
  if ('gap' in word) return parts.gap?.(word.gap) ?? '____';
  if ('p' in word) return null; // the server has put the value in its place
  const { onTerm } = parts;
  if (onTerm === undefined) return word.text;
  return (
    <button type="button" className="term" onClick={() => onTerm(word.term)}>
      {word.text}
    </button>
  );
}
