import { Fragment, type ReactNode } from 'react';
import type { Block as BlockSchema, Inline as InlineShape, Prose as ProseSchema } from '#lotse/contract';
import type { output } from 'zod/mini';
import { later } from '../state/later.js';
import { glue } from './glue.js';
import { keepTogether } from './keep-together.js';
import './prose.css';

export type ProseValue = output<typeof ProseSchema>;
type BlockValue = output<typeof BlockSchema>;

export interface ProseParts {
  /** Draws a gap of a cloze. */
  gap?: (id: string) => ReactNode;
  /** A glossary word was pressed. Without it the word is plain text. */
  onTerm?: ((id: string) => void) | undefined;
}

const ProseTable = later(() => import('./prose-table.js'));

/** Content text, always German. It comes as checked JSON, never as HTML. */
export function Prose({ value, inline = false, ...parts }: ProseParts & { value: ProseValue; inline?: boolean }) {
  const Tag = inline ? 'span' : 'div';
  return (
    <Tag className={inline ? undefined : 'prose'} lang="de">
      {value.map((block, i) => (
        <Fragment key={i}>{inline ? flowOf(block, parts) : blockOf(block, parts)}</Fragment>
      ))}
    </Tag>
  );
}

/** A block inside one line, where a paragraph is not allowed (a label). */
function flowOf(block: BlockValue, parts: ProseParts): ReactNode {
  if ('para' in block) return drawLine(block.para, parts);
  const lines = 'ul' in block ? block.ul : 'ol' in block ? block.ol : block.table.rows.flat();
  return lines.map((line, i) => <Fragment key={i}> · {drawLine(line, parts)}</Fragment>);
}

function blockOf(block: BlockValue, parts: ProseParts): ReactNode {
  if ('para' in block) return <p className={isQuote(block.para) ? 'prose-quote' : undefined}>{drawLine(block.para, parts)}</p>;
  if ('ul' in block) return <ul>{drawItems(block.ul, parts)}</ul>;
  if ('ol' in block) return <ol>{drawItems(block.ol, parts)}</ol>;
  return <ProseTable table={block.table} drawLine={(words) => drawLine(words, parts)} />;
}

function drawItems(lines: InlineShape[][], parts: ProseParts): ReactNode {
  return lines.map((line, i) => <li key={i}>{drawLine(line, parts)}</li>);
}

/** Emphasis from end to end: the words of an exam task or of somebody. */
const isQuote = (words: readonly InlineShape[]): boolean => words.every((word) => typeof word === 'object' && 'i' in word);

function drawLine(words: readonly InlineShape[], parts: ProseParts): ReactNode {
  const isBox = (word: InlineShape) => typeof word === 'object' && ('gap' in word || ('term' in word && parts.onTerm !== undefined));
  return glue(words, isBox).map((piece, i) => (
    <Fragment key={i}>
      {typeof piece === 'object' && 'box' in piece ? (
        <span className="unbroken">
          {piece.before}
          {drawWord(piece.box, parts)}
          {piece.after}
        </span>
      ) : (
        drawWord(piece, parts)
      )}
    </Fragment>
  ));
}

function drawWord(word: InlineShape, parts: ProseParts): ReactNode {
  if (typeof word === 'string') return keepTogether(word);
  if ('b' in word) return <strong>{drawLine(word.b, parts)}</strong>;
  if ('i' in word) return <em>{drawLine(word.i, parts)}</em>;
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
