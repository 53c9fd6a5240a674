import type { ExamForm } from '#lotse/contract';
import ChevronRight from 'lucide-react/icons/chevron-right';
import FileCheck from 'lucide-react/icons/file-check';
import { Link } from '../../kit/address/nav.js';
import { pathTo } from '../../kit/address/addresses.js';
import { formatDate } from '../../kit/design/format.js';
import { useLocale } from '../../kit/session/locale.js';
import { useSession } from '../../kit/session/session.js';
import { m } from '../../paraglide/messages.js';
import { isRunning } from './use-mock-exams.js';

/** Each with what came of it last, or how much time is left of one that runs. */
export default function MockExams({ forms }: { forms: readonly ExamForm[] }) {
  return (
    <section className={forms.some(isRunning) ? 'card next units' : 'card units'} aria-labelledby="mock-exams">
      <h2 id="mock-exams">{m.mx_title()}</h2>
      {!forms.some(isRunning) && <p className="soft">{m.mx_card_text()}</p>}
      <ul className="units-module">
        {[...forms.filter(isRunning), ...forms.filter((form) => !isRunning(form))].map((form) => (
          <li key={form.formId}>
            <Row form={form} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function Row({ form }: { form: ExamForm }) {
  const { registrationId: reg, enrolmentId: enr } = useSession();
  const locale = useLocale();
  const { formId, open, last, tasks, minutes } = form;
  const href = open === null ? pathTo('exam', { reg, enr }, { form: formId }) : pathTo('paper', { reg, enr }, { form: formId, attempt: open.attemptId });
  return (
    <Link className="unit-row" href={href}>
      <FileCheck aria-hidden size={22} className={open === null ? 'unit-sign' : 'unit-sign unit-going'} />
      <span className="unit-words">
        <span lang="de">{form.title}</span>
        {open !== null && <span>{open.secondsLeft > 0 ? m.mx_left({ minutes: Math.ceil(open.secondsLeft / 60) }) : m.mx_card_over()}</span>}
        {open === null && <span className="soft">{m.mx_card_size({ tasks, minutes })}</span>}
        {open === null && last !== null && last.points !== null && (
          <span className="soft">{m.mx_last({ points: last.points, date: formatDate(last.endedAt, locale) })}</span>
        )}
      </span>
      <ChevronRight aria-hidden size={20} className="soft" />
    </Link>
  );
}
