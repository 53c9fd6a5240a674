import { isBlank } from '#lotse/contract';
import type { ReactNode } from 'react';
import { formatDate, type FormatLocale } from '../../design/format.js';
import { m } from '../../../paraglide/messages.js';
import { useLocale } from '../../session/locale.js';
import { RichView } from '../../rich-text/view.js';
import { labels, RECOMMENDATIONS, TITLES, sayFunding, sayPhase, type Content } from '../words.js';
import { Attendance } from './attendance.js';
import { FourFacts, Learning } from './learning.js';
import { Goals } from './goals.js';

interface Props {
  report: Content;
  /** The name in the heading; the page's own heading component, so that it takes the focus. */
  heading: (title: string) => ReactNode;
  /** Stands under the head: for whom, for what and until when. */
  address?: ReactNode;
  foot?: ReactNode;
}

/**
 * A report as it is read: name, period, four facts, goals, next step, who to call. On paper it is laid out as a table of one
 * column, because that is what repeats a head on every page in every browser.
 */
export function Letter({ report, heading, address, foot }: Props) {
  const locale = useLocale();
  const { facts } = report;
  const period = m.rep_from_to({ from: formatDate(facts.period.from, locale), to: formatDate(facts.period.to, locale) });
  return (
    <div className="letter">
      <div className="letter-running" aria-hidden>
        {m.rep_running({ name: facts.participant.name, title: TITLES[report.occasion](), period })}
      </div>
      <article className="letter-body stack stack-24">
        <header className="stack stack-8">
          <p className="soft">{facts.provider}</p>
          {heading(facts.participant.name)}
          <p className="letter-title">
            {TITLES[report.occasion]()}, {period}
          </p>
          {address}
        </header>
        <Head report={report} locale={locale} />
        <FourFacts report={report} />
        <Written report={report} />
        {report.scope.includes('attendance') && facts.attendance !== null && <Attendance attendance={facts.attendance} />}
        {report.scope.includes('learning') && facts.learning !== null && <Learning learning={facts.learning} />}
        <Statement report={report} locale={locale} />
        <NotRecorded scope={report.scope} />
        <Signature report={report} locale={locale} />
        {foot}
      </article>
    </div>
  );
}

function Head({ report: { facts }, locale }: { report: Content; locale: FormatLocale }) {
  const { participant, measure } = facts;
  const since = formatDate(participant.startsOn, locale);
  const participation = participant.endsOn === null ? m.rep_since({ date: since }) : m.rep_from_to({ from: since, to: formatDate(participant.endsOn, locale) });
  return (
    <dl className="letter-head">
      <Fact word={labels().head.measure} value={`${measure.name} (${measure.number}), ${sayFunding(measure.fundingBody)}`} />
      <Fact word={labels().head.participation} value={`${participation}, ${sayPhase(participant.phase)}`} />
      <Fact word={labels().head.occupation} value={participant.occupation ?? labels().unknown} />
    </dl>
  );
}

export function Fact({ word, value }: { word: string; value: ReactNode }) {
  return (
    <div>
      <dt>{word}</dt>
      <dd>{value}</dd>
    </div>
  );
}

/** What the companion wrote. A part that was not released does not appear at all. */
function Written({ report }: { report: Content }) {
  const { scope, text } = report;
  return (
    <>
      {scope.includes('goals') && (
        <Section title={labels().section.goals}>
          <Goals goals={text.goals} />
        </Section>
      )}
      {scope.includes('recommendation') && (
        <Section title={labels().section.recommendation}>
          <p>
            <strong>{text.recommendation === null ? labels().none.recommendation : RECOMMENDATIONS[text.recommendation]()}</strong>
          </p>
          {!isBlank(text.recommendationText) && <RichView doc={text.recommendationText} />}
        </Section>
      )}
      {scope.includes('development') && (
        <Section title={labels().section.development}>
          {isBlank(text.development) ? <p className="soft">{labels().none.text}</p> : <RichView doc={text.development} />}
        </Section>
      )}
      {scope.includes('exit') && text.exit !== null && (
        <Section title={labels().section.exit}>
          <dl className="letter-head">
            <Fact word={labels().exit.reason} value={text.exit.reason} />
            <Fact word={labels().exit.whereabouts} value={text.exit.whereabouts} />
          </dl>
        </Section>
      )}
    </>
  );
}

function Section({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="stack stack-8 letter-section">
      <h2>{title}</h2>
      {children}
    </section>
  );
}

function Statement({ report, locale }: { report: Content; locale: FormatLocale }) {
  if (!report.scope.includes('statement')) return null;
  return (
    <Section title={labels().statementOf(report.facts.participant.name)}>
      {report.statement === null ? (
        <p className="soft">{labels().none.statement}</p>
      ) : (
        <blockquote className="quote" lang="de">
          <p>{report.statement.text}</p>
          <footer className="soft small">{formatDate(report.statement.at, locale)}</footer>
        </blockquote>
      )}
    </Section>
  );
}

/** What a letter of this kind often has and Lotse does not know, in one sentence; attendance stands among the four facts. */
function NotRecorded({ scope }: { scope: Content['scope'] }) {
  const learning = scope.includes('learning') ? [labels().section.mockExam, labels().section.language] : [];
  const parts = scope.includes('development') ? [...learning, labels().section.ratings] : learning;
  return parts.length === 0 ? null : <p className="soft small">{m.rep_unknown_parts({ parts: parts.join(', ') })}</p>;
}

/** Who can be called, and who wrote it. */
function Signature({ report: { contact, facts, disclosedOn, version }, locale }: { report: Content; locale: FormatLocale }) {
  return (
    <footer className="letter-foot stack stack-8">
      {contact !== null && <Reach contact={contact} />}
      <p>{m.rep_written_by({ author: facts.author, provider: facts.provider })}</p>
      <p className="soft small">
        {m.rep_compiled_on({ date: formatDate(facts.compiledAt, locale), version })}
        {disclosedOn !== null && ` ${m.rep_disclosed_on({ date: formatDate(disclosedOn, locale) })}`}
      </p>
    </footer>
  );
}

/** On paper the links are words: the number and the address themselves stand there. */
function Reach({ contact: { name, phone, email } }: { contact: NonNullable<Content['contact']> }) {
  return (
    <section className="stack stack-8 letter-section">
      <h2>{labels().contact.title}</h2>
      <dl className="letter-head">
        <Fact word={m.rep_contact_name()} value={name} />
        <Fact word={labels().contact.phone} value={phone === null ? labels().unknown : <a href={`tel:${phone.replace(/[^+\d]/g, '')}`}>{phone}</a>} />
        <Fact word={labels().contact.email} value={email === null ? labels().unknown : <a href={`mailto:${email}`}>{email}</a>} />
      </dl>
    </section>
  );
}
