import type { RichBlock, RichInline, RichText } from '#lotse/contract';
import { Fragment } from 'react';

/** Rich text as elements of our own, never as HTML. What people write about a training in Germany is German. */
export function RichView({ doc }: { doc: RichText }) {
  return (
    <div className="rich" lang="de">
      <Blocks content={doc.content} />
    </div>
  );
}

function Blocks({ content }: { content: readonly RichBlock[] }) {
  return content.map((block, i) => <Block key={i} block={block} />);
}

function Block({ block }: { block: RichBlock }) {
  if (block.type === 'paragraph')
    return (
      <p>
        {block.content?.map((one, i) => (
          <Inline key={i} one={one} />
        ))}
      </p>
    );
  const items = block.content.map((item, i) => (
    <li key={i}>
      <Blocks content={item.content} />
    </li>
  ));
  return block.type === 'bulletList' ? <ul>{items}</ul> : <ol>{items}</ol>;
}

function Inline({ one }: { one: RichInline }) {
  if (one.type === 'hardBreak') return <br />;
  const isBold = one.marks?.some((mark) => mark.type === 'bold') ?? false;
  const isItalic = one.marks?.some((mark) => mark.type === 'italic') ?? false;
  const words = isItalic ? <em>{one.text}</em> : <Fragment>{one.text}</Fragment>;
  return isBold ? <strong>{words}</strong> : words;
}
