import * as z from 'zod/mini';

/**
 * Text as the browser shows it: made from the tiny Markdown of the content files when a package is built.
 * There is no HTML anywhere. A plain string is text; `b` strong, `i` emphasis, `gap` a gap of a cloze,
 * `term` a glossary word with the words shown, `code` an account or sign set in tabular figures.
 */
export type Inline = string | { b: Inline[] } | { i: Inline[] } | { gap: string } | { term: string; text: string } | { p: string; f?: string };
export const Inline: z.ZodMiniType<Inline> = z.lazy(() =>
  z.union([
    z.string(),
    z.object({ b: z.array(Inline) }),
    z.object({ i: z.array(Inline) }),
    z.object({ gap: z.string() }),
    z.object({ term: z.string(), text: z.string() }),
    z.object({ p: z.string(), f: z.optional(z.string()) }),
  ]),
);
export const Block = z.union([
  z.object({ para: z.array(Inline) }),
  z.object({ ul: z.array(z.array(Inline)) }),
  z.object({ ol: z.array(z.array(Inline)) }),
  z.object({ table: z.object({ head: z.array(z.array(Inline)), rows: z.array(z.array(z.array(Inline))) }) }),
]);
export type Block = z.infer<typeof Block>;
export const Prose = z.array(Block);
export type Prose = z.infer<typeof Prose>;

/** One text at both levels. */
export const Text2 = z.object({ standard: Prose, plain: Prose });
export type Text2 = z.infer<typeof Text2>;
