import { answerQuestion, type ReportQuestion } from '#lotse/contract';
import { useState } from 'react';
import type { output } from 'zod/mini';
import { call } from '../../kit/api/call.js';
import { m } from '../../paraglide/messages.js';
import { ReportForm, TextArea } from '../../kit/report/form.js';
import { QuestionLine } from '../../kit/report/question-line.js';
import type { PartProps } from './shapes.js';

type Question = output<typeof ReportQuestion>;

/** What caseworkers asked back; the open ones first. */
export function Questions(part: PartProps) {
  const { page } = part;
  const sorted = [...page.questions].sort((a, b) => Number(a.answer !== null) - Number(b.answer !== null));
  return (
    <section className="card stack" aria-labelledby="step-questions">
      <h2 id="step-questions">{m.rep_questions()}</h2>
      <ul className="lines">
        {sorted.map((question) => (
          <li key={question.questionId} className="stack stack-8">
            <QuestionLine question={question} />
            {question.answer === null && page.mayWrite && <Answer question={question} {...part} />}
          </li>
        ))}
      </ul>
    </section>
  );
}

function Answer({ question, tenantId, page, onChange }: PartProps & { question: Question }) {
  const [text, setText] = useState('');
  async function submit() {
    await call(answerQuestion, { params: { tenantId, reportId: page.report.reportId, questionId: question.questionId }, body: { text } });
    onChange();
  }
  return (
    <ReportForm submit={m.rep_answer_send()} onSubmit={submit}>
      <TextArea label={m.rep_answer()} hint={m.rep_answer_hint()} required value={text} onChange={setText} />
    </ReportForm>
  );
}
