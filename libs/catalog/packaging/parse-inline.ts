import type { SourceInline } from './prose-source.js';

interface Reader {
  text: string;
  at: number;
  open: ('*' | '**')[];
  faults: string[];
}

const TERM = /\[\[([a-z0-9]+(?:[.-][a-z0-9]+)*)\|([^\]|[]+)\]\]/y;
const VALUE = /\{\{(gap|p|fact):([a-z0-9][a-z0-9._-]*)(?:\|([a-z]+))?\}\}/y;
const SPOT = /\{\{spot:([a-z0-9][a-z0-9-]*)\|([^{}|]+)\}\}/y;
const ESCAPED = /\\([\\*[\]{}|<>.#`-])/y;

/** Reads strong, emphasis, words of the glossary and values in one line. Faults are sentences for the author. */
export function parseInline(text: string): { inlines: SourceInline[]; faults: string[] } {
  const reader: Reader = { text, at: 0, open: [], faults: [] };
  const inlines = readUntil(reader, null);
  return { inlines, faults: reader.faults };
}

function readUntil(reader: Reader, close: '*' | '**' | null): SourceInline[] {
  const out: SourceInline[] = [];
  const add = (inline: SourceInline): void => {
    const last = out.at(-1);
    if (typeof inline === 'string' && typeof last === 'string') out[out.length - 1] = last + inline;
    else out.push(inline);
  };
  while (reader.at < reader.text.length) {
    if (close !== null && closes(reader, close)) {
      reader.at += close.length;
      return out;
    }
    add(readOne(reader));
  }
  if (close !== null) reader.faults.push(`${close} is opened and never closed; close it, or write \\* for the sign itself`);
  return out;
}

function closes(reader: Reader, close: '*' | '**'): boolean {
  const { text, at } = reader;
  if (!text.startsWith(close, at) || /\s/.test(text.charAt(at - 1))) return false;
  const stars = /^\*+/.exec(text.slice(at))?.[0].length ?? 0;
  const mayOpenStrong = stars === 2 && !reader.open.includes('**') && /\S/.test(text.charAt(at + 2));
  return close === '**' || !mayOpenStrong;
}

function match(reader: Reader, pattern: RegExp): RegExpExecArray | null {
  pattern.lastIndex = reader.at;
  const found = pattern.exec(reader.text);
  if (found) reader.at += found[0].length;
  return found;
}

function readOne(reader: Reader): SourceInline {
  const { text, at } = reader;
  const escaped = match(reader, ESCAPED);
  if (escaped?.[1]) return escaped[1];
  if (text.startsWith('[[', at)) return readTerm(reader);
  if (text.startsWith('{{', at)) return readValue(reader);
  if (text.charAt(at) === '*') return readStar(reader);
  if (/^<[A-Za-z/!]/.test(text.slice(at, at + 2)))
    reader.faults.push(`HTML is not allowed: "${text.slice(at, at + 20)}"; use the prose signs of content/README.md, or \\< for the sign itself`);
  if (/^\]\((?:https?:|\/)/.test(text.slice(at, at + 8))) reader.faults.push('links are not allowed in prose; name the source under "sources"');
  const plain = /^[^\\[{*<\]]+/.exec(text.slice(at))?.[0] ?? text.charAt(at);
  reader.at = at + plain.length;
  return plain;
}

function readTerm(reader: Reader): SourceInline {
  const found = match(reader, TERM);
  if (found?.[1] && found[2]) return { term: found[1], text: found[2].trim() };
  reader.faults.push(`"${reader.text.slice(reader.at, reader.at + 24)}" is no glossary word; write [[term-id|words shown]]`);
  reader.at += 2;
  return '[[';
}

function readValue(reader: Reader): SourceInline {
  const from = reader.at;
  const spot = match(reader, SPOT);
  if (spot?.[1] && spot[2]) return { spot: spot[1], text: spot[2].trim() };
  const found = match(reader, VALUE);
  const [, what, name, format] = found ?? [];
  if (what === 'p' && name && (format === undefined || format === 'eur')) return format === undefined ? { p: name } : { p: name, f: format };
  if (what === 'gap' && name && format === undefined) return { gap: name };
  if (what === 'fact' && name && format === undefined) return { fact: name };
  reader.faults.push(`"${reader.text.slice(from, from + 24)}" is no value; write {{gap:g1}}, {{p:name}}, {{p:name|eur}} or {{fact:name}}`);
  reader.at = from + (found?.[0].length ?? 2);
  return found?.[0] ?? '{{';
}

function readStar(reader: Reader): SourceInline {
  const { text, at } = reader;
  const sign = text.startsWith('**', at) && !reader.open.includes('**') ? '**' : '*';
  const opens = /\S/.test(text.charAt(at + sign.length)) && !reader.open.includes(sign);
  if (!opens) {
    if (/\S/.test(text.charAt(at + 1) + text.charAt(at - 1))) reader.faults.push('a * stands alone; write \\* for the sign itself');
    reader.at += 1;
    return '*';
  }
  reader.at += sign.length;
  reader.open.push(sign);
  const inside = readUntil(reader, sign);
  reader.open.pop();
  return sign === '**' ? { b: inside } : { i: inside };
}
