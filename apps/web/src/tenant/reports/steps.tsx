import { discloseReport, handOverReport } from '#lotse/contract';
import { call } from '../../kit/api/call.js';
import { Button } from '../../kit/design/button.js';
import { formatDate, formatMoment } from '../../kit/design/format.js';
import { Note } from '../../kit/design/note.js';
import { m } from '../../paraglide/messages.js';
import { useLocale } from '../../kit/session/locale.js';
import { Sure } from '../../kit/report/form.js';
import { Questions } from './questions.js';
import { ReleaseForm } from './release-form.js';
import { Releases } from './releases.js';
import type { PartProps } from './shapes.js';
import { labels } from '../../kit/report/words.js';

/** What comes next for this report, and what has happened since it was shown. */
export function Steps({ onEdit, ...part }: PartProps & { onEdit: () => void }) {
  const { page, tenantId, onChange } = part;
  const params = { tenantId, reportId: page.report.reportId };
  return (
    <>
      {page.questions.length > 0 && <Questions {...part} />}
      {page.state === 'REVIEWED' && page.mayWrite && (
        <section className="card stack" aria-labelledby="step-disclose">
          <h2 id="step-disclose">{m.rep_disclose()}</h2>
          <p>{m.rep_disclose_text({ name: page.report.facts.participant.name })}</p>
          <Sure
            word={m.rep_disclose()}
            sure={m.rep_disclose_sure()}
            text={m.rep_disclose_asked({ name: page.report.facts.participant.name })}
            act={() => call(discloseReport, { params, body: { revision: page.revision } })}
            onDone={onChange}
          />
        </section>
      )}
      {page.disclosedAt !== null && <Sight {...part} />}
      {page.releases.length > 0 && <Releases {...part} />}
      {page.mayWrite && ['DISCLOSED', 'RELEASED', 'HANDED_OVER'].includes(page.state) && <ReleaseStep {...part} />}
      {page.state === 'RELEASED' && (
        <section className="card stack" aria-labelledby="step-hand-over">
          <h2 id="step-hand-over">{m.rep_hand_over()}</h2>
          <p>{m.rep_hand_over_text()}</p>
          <Sure
            word={m.rep_hand_over_note()}
            sure={m.rep_hand_over_sure()}
            text={m.rep_hand_over_asked()}
            act={() => call(handOverReport, { params, body: { revision: page.revision } })}
            onDone={onChange}
          />
        </section>
      )}
      {page.mayWrite && (
        <section className="card stack" aria-labelledby="step-edit">
          <h2 id="step-edit">{m.rep_edit()}</h2>
          <p>{page.state === 'REVIEWED' ? m.rep_edit_unsigns() : m.rep_edit_new_version()}</p>
          <div>
            <Button onClick={onEdit}>{m.rep_edit()}</Button>
          </div>
        </section>
      )}
    </>
  );
}

/** Whether the trainee has seen it, and what they wrote. */
function Sight({ page }: PartProps) {
  const locale = useLocale();
  const { statement, facts } = page.report;
  const { name } = facts.participant;
  return (
    <section className="card stack stack-8" aria-labelledby="step-sight">
      <h2 id="step-sight">{m.rep_sight({ name })}</h2>
      <p>
        {page.disclosedAt !== null && m.rep_disclosed_at({ date: formatMoment(page.disclosedAt, locale) })}{' '}
        {page.seenAt === null ? m.rep_unseen({ name }) : m.rep_seen_at({ name, date: formatMoment(page.seenAt, locale) })}
      </p>
      {statement === null ? (
        <p className="soft">{labels().none.statement}</p>
      ) : (
        <blockquote className="quote" lang="de">
          <p>{statement.text}</p>
          <footer className="soft small">
            {formatMoment(statement.at, locale)}
            {statement.version !== page.report.version && ` · ${m.rep_statement_to_version({ version: statement.version })}`}
          </footer>
        </blockquote>
      )}
    </section>
  );
}

function ReleaseStep(part: PartProps) {
  const locale = useLocale();
  const { page } = part;
  const { name } = page.report.facts.participant;
  const isFirst = page.releases.length === 0;
  const waits = page.seenAt === null && page.releasableFrom !== null && new Date(page.releasableFrom) > new Date();
  return (
    <section className="card stack" aria-labelledby="step-release">
      <h2 id="step-release">{isFirst ? m.rep_release() : m.rep_release_another()}</h2>
      {waits && page.releasableFrom !== null && <Note look="amber">{m.rep_release_waits({ name, date: formatDate(page.releasableFrom, locale) })}</Note>}
      {page.recipients.length === 0 ? (
        <p>{m.rep_release_nobody()}</p>
      ) : isFirst ? (
        <ReleaseForm {...part} />
      ) : (
        <details className="fold">
          <summary>{m.rep_release_form()}</summary>
          <ReleaseForm {...part} />
        </details>
      )}
    </section>
  );
}
