/**
 * The one page design of reports, in typst. It draws a letter (letter.ts) that comes as JSON: text is data here and never
 * markup, so nothing a person writes can become a command. Headings begin at level 1 and tables have headers, as PDF/UA asks.
 * Letters with accents stay whole (ccmp off, but for Arabic, which needs it): who copies text from the PDF gets each once.
 */
export const TEMPLATE = String.raw`
#let letter = json(bytes(sys.inputs.at("data")))
#set document(title: letter.title, author: letter.author, description: letter.description, date: auto)
#set text(lang: letter.lang, region: letter.region, font: ((name: "Atkinson Hyperlegible Next", covers: regex(letter.covers)), "Noto Sans", "Noto Sans Arabic", "Noto Emoji"), size: 9.5pt, hyphenate: false, fallback: false, features: (ccmp: 0))
#show regex("\\p{Arabic}+"): set text(features: (ccmp: 1))
#set page(paper: "a4", margin: (x: 2.1cm, top: 1.4cm, bottom: 1.6cm), footer-descent: 40%,
  footer: context [#set text(size: 8.5pt); #letter.footer #h(1fr) #letter.page #counter(page).display() / #counter(page).final().first()])
#set par(justify: false, leading: 0.55em, spacing: 0.75em)
#set table(stroke: (x, y) => (bottom: if y == 0 { 0.8pt } else { 0.4pt + luma(65%) }), inset: (left: 0pt, right: 10pt, y: 3pt))
#show table.cell.where(y: 0): strong
#show heading.where(level: 1): it => block(above: 1em, below: 0.5em, text(size: 11pt, it.body))
#show title: it => block(above: 0.35em, below: 0.5em, text(size: 17pt, it))
// only long words are hyphenated: where a hyphen is set, those that were typed are copied as soft ones
#show regex("\\p{L}{22,}"): set text(hyphenate: true)
// what no hyphenation knows (addresses, numbers, endless letters) may break anywhere, so that it stays inside its cell
#show regex("[^\\s]{30,}"): it => if it.text.len() > 80 or it.text.contains(regex("[^\\p{L}-]")) { it.text.clusters().map(box).join() } else { it }

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

#let figure-cell(cell) = {
  text(size: 9pt, cell.at(0))
  linebreak()
  text(size: if cell.at(1).match(regex("\\d")) == none { 10pt } else { 13pt }, strong(cell.at(1)))
  if cell.at(2) != "" { linebreak(); text(size: 8.5pt, cell.at(2)) }
}
#let draw(part) = if part.kind == "rich" { rich(part.content) } else if part.kind == "facts" {
  grid(columns: (auto, 1fr), column-gutter: 14pt, row-gutter: 5pt, ..part.rows.map(row => (strong(row.at(0)), [#row.at(1)])).flatten())
} else if part.kind == "figures" {
  block(above: 0.8em, below: 0.9em, stroke: (y: 0.4pt + luma(65%)), inset: (y: 6pt), width: 100%,
    grid(columns: part.cells.map(cell => 1fr), column-gutter: 12pt, ..part.cells.map(figure-cell)))
} else if part.kind == "table" {
  table(columns: part.columns.map(width => width * 1fr), table.header(..part.head.map(cell => [#cell])), ..part.rows.flatten().map(cell => [#cell]))
} else if part.kind == "small" { par(text(size: 8.5pt, part.text)) } else { par[#part.text] }

#if letter.above != "" { text(size: 9pt, letter.above) }
#title(letter.heading)
#if letter.below != "" { par(strong(letter.below)) }
#for section in letter.sections {
  if section.heading != "" { heading(level: 1, [#section.heading]) }
  for part in section.parts { draw(part) }
}
`;
