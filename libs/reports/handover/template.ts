/**
 * The one page design of reports, in typst. It draws a letter (letter.ts) that comes as JSON: text is data here and never
 * markup, so nothing a person writes can become a command. Headings begin at level 1 and tables have headers, as PDF/UA asks.
 * Letters with accents stay whole (ccmp off, but for Arabic, which needs it): who copies text from the PDF gets each once.
 */
export const TEMPLATE = String.raw`
#let letter = json(bytes(sys.inputs.at("data")))
#set document(title: letter.title, author: letter.author, description: letter.description, date: auto)
#set text(lang: letter.lang, region: letter.region, font: ((name: "Atkinson Hyperlegible Next", covers: regex(letter.covers)), "Noto Sans", "Noto Sans Arabic", "Noto Emoji"), size: 11pt, hyphenate: false, fallback: false, features: (ccmp: 0))
#show regex("\\p{Arabic}+"): set text(features: (ccmp: 1))
#set page(paper: "a4", margin: (x: 2.5cm, top: 2.2cm, bottom: 2.4cm),
  footer: context [#set text(size: 9pt); #letter.footer #h(1fr) #letter.page #counter(page).display() / #counter(page).final().first()])
#set par(justify: false, leading: 0.72em, spacing: 1em)
#set table(stroke: (x, y) => (bottom: if y == 0 { 0.8pt } else { 0.4pt + luma(65%) }), inset: (left: 0pt, right: 12pt, y: 6pt))
#show table.cell.where(y: 0): strong
#show heading.where(level: 1): it => block(above: 1.7em, below: 0.8em, text(size: 14pt, it.body))
#show title: it => block(below: 1.1em, text(size: 17pt, it))

#let runs(nodes) = nodes.map(node => if node.type == "hardBreak" { linebreak() } else {
  let body = [#node.text]
  let marks = node.at("marks", default: ()).map(mark => mark.type)
  if "italic" in marks { body = emph(body) }
  if "bold" in marks { body = strong(body) }
  body
}).join()
#let rich(nodes) = nodes.map(node => if node.type == "paragraph" {
  par(runs(node.at("content", default: ())))
} else {
  let items = node.content.map(item => rich(item.content))
  if node.type == "bulletList" { list(..items) } else { enum(..items) }
}).join()

#let draw(part) = if part.kind == "rich" { rich(part.content) } else if part.kind == "facts" {
  grid(columns: (auto, 1fr), column-gutter: 16pt, row-gutter: 8pt, ..part.rows.map(row => (strong(row.at(0)), [#row.at(1)])).flatten())
} else if part.kind == "table" {
  table(columns: part.columns.map(width => width * 1fr), table.header(..part.head.map(cell => [#cell])), ..part.rows.flatten().map(cell => [#cell]))
} else { par[#part.text] }

#title()
#for section in letter.sections {
  if section.heading != "" { heading(level: 1, [#section.heading]) }
  for part in section.parts { draw(part) }
}
`;
