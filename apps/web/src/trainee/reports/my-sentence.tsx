import { stateToReport, type MyReport } from '#lotse/contract';
import { useState } from 'react';
import type { output } from 'zod/mini';
import { call } from '../../kit/api/call.js';
import { Note } from '../../kit/design/note.js';
import { m } from '../../paraglide/messages.js';
import { ReportForm, TextArea } from '../../kit/report/form.js';

/** One's own words. They go out with the report, and can be changed until then. */
export function MySentence({ mine, onChange }: { mine: output<typeof MyReport>; onChange: () => void }) {
  const { statement, reportId } = mine.report;
  const [text, setText] = useState(statement?.text ?? '');
  const [saved, setSaved] = useState<string | null>(null);
  async function submit() {
    await call(stateToReport, { params: { reportId }, body: { text } });
    setSaved(text);
    onChange();
  }
  return (
    <section className="card stack" aria-labelledby="my-sentence">
      <h2 id="my-sentence">{m.my_sentence()}</h2>
      {mine.mayState ? (
        <ReportForm submit={m.my_sentence_save()} onSubmit={submit}>
          <p>{m.my_sentence_text()}</p>
          <TextArea label={m.my_sentence_label()} hint={m.my_sentence_hint()} value={text} onChange={setText} />
          {saved !== null && saved === text && <Note role="status">{text.trim() === '' ? m.my_sentence_gone() : m.my_sentence_saved()}</Note>}
        </ReportForm>
      ) : (
        <>
          {statement === null ? <p className="soft">{m.my_sentence_none()}</p> : <p className="typed quote">{statement.text}</p>}
          <p className="soft small">{m.my_sentence_closed()}</p>
        </>
      )}
    </section>
  );
}
