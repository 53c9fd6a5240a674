import { askQuestion, type ReceivedReport } from '#lotse/contract';
import { useState } from 'react';
import type { output } from 'zod/mini';
import { call } from '../kit/api/call.js';
import { toProblem } from '../kit/api/problem.js';
import { m } from '../paraglide/messages.js';
import { ReportForm, TextArea } from '../kit/report/form.js';
import { QuestionLine } from '../kit/report/question-line.js';

/** What was asked and answered so far, and the next question. */
export function AskBack({ received, onChange }: { received: output<typeof ReceivedReport>; onChange: () => void }) {
  const [text, setText] = useState('');
  const author = received.report.facts.author;
  async function submit() {
    try {
      await call(askQuestion, { params: { releaseId: received.releaseId }, body: { text } });
      setText('');
    } catch (error) {
      if (toProblem(error).kind !== 'not-found') throw error;
    }
    onChange();
  }
  return (
    <section className="card stack no-print" aria-labelledby="ask-back">
      <h2 id="ask-back">{m.rep_ask_title({ name: author })}</h2>
      {received.questions.length > 0 && (
        <ul className="lines">
          {received.questions.map((question) => (
            <li key={question.questionId} className="stack stack-8">
              <QuestionLine question={question} />
            </li>
          ))}
        </ul>
      )}
      <ReportForm submit={m.rep_ask_send()} onSubmit={submit}>
        <TextArea label={m.rep_ask()} hint={m.rep_ask_hint()} required value={text} onChange={setText} />
      </ReportForm>
    </section>
  );
}
