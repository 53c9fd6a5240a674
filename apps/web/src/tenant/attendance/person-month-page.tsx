import { AbsenceReason, attendanceOf, setReason, TOOK_PART, type MonthRecord } from '#lotse/contract';
import { useState } from 'react';
import { BackLink } from '../../kit/address/back-link.js';
import { call } from '../../kit/api/call.js';
import { Note } from '../../kit/design/note.js';
import { baseOf, Frame } from '../../kit/frame/staff-frame.js';
import { PageHeading } from '../../kit/frame/page.js';
import { useTenantLoad } from '../../kit/frame/use-tenant-load.js';
import { ChoiceField, Field } from '../../kit/form/form.js';
import { sayProblem } from '../../kit/api/problem-sentence.js';
import { LEARNING_PLACES, REASONS, saySpan, STATUS } from '../../kit/hours/hour-words.js';
import { useLocale } from '../../kit/session/locale.js';
import type { Tenant } from '../../kit/session/account-session.js';
import { Loaded } from '../office/loaded.js';
import { m } from '../../paraglide/messages.js';
import { useMonth } from './month-page.js';

/** One participation's month, hour by hour, with the class of each absence. */
export function PersonMonthPage({ tenant: { tenantId }, participationId }: { tenant: Tenant; participationId: string }) {
  const [month, setMonth] = useMonth();
  const load = useTenantLoad(`attendance of ${participationId} ${month}`, (signal) =>
    call(attendanceOf, { params: { tenantId, participationId }, query: { month }, signal }),
  );
  return (
    <Frame title={load.value?.name ?? m.hr_month()} wide>
      <div className="stack stack-24">
        <div>
          <BackLink href={`${baseOf(tenantId)}/attendance?month=${month}`}>{m.hr_back_month()}</BackLink>
        </div>
        <Loaded load={load}>
          {({ name, measureNumber, sums, records }) => (
            <>
              <div>
                <PageHeading>{name}</PageHeading>
                <span className="soft">{measureNumber}</span>
              </div>
              <div className="month-find">
                <Field label={m.hr_month_field()} type="month" value={month} onChange={(next) => next !== '' && setMonth(next)} />
              </div>
              <p className="figures">
                {[
                  `${m.hr_m_planned()} ${m.hr_min({ count: sums.plannedMinutes })}`,
                  `${m.hr_m_on_site()} ${m.hr_min({ count: sums.onSiteMinutes })}`,
                  `${m.hr_m_online()} ${m.hr_min({ count: sums.onlineMinutes })}`,
                  m.hr_units_of({ count: sums.lessonUnits }),
                ].join(' · ')}
              </p>
              {records.length === 0 && <p>{m.hr_person_none()}</p>}
              <ul className="stack">
                {records.map((one) => (
                  <Record key={one.recordId} record={one} tenantId={tenantId} onSet={load.look} />
                ))}
              </ul>
            </>
          )}
        </Loaded>
      </div>
    </Frame>
  );
}

function Record({ record, tenantId, onSet }: { record: MonthRecord; tenantId: string; onSet: () => void }) {
  const locale = useLocale();
  const tookPart = TOOK_PART.includes(record.status);
  const facts = [
    STATUS[record.status](),
    record.learningPlace && LEARNING_PLACES[record.learningPlace](),
    tookPart && `${m.hr_min({ count: record.minutes })} · ${m.hr_units_of({ count: record.lessonUnits })}`,
    record.source === 'MANUAL' && m.hr_manual(),
    record.isLocked && m.hr_locked(),
  ];
  return (
    <li className="card stack stack-8">
      <strong>{saySpan(record, locale)}</strong>
      <span>{facts.filter(Boolean).join(' · ')}</span>
      {record.corrects !== null && <Note>{m.hr_corrects({ because: record.corrects.because })}</Note>}
      <Said record={record} />
      {!tookPart && record.status !== 'CANCELLED_BY_PROVIDER' && <Reason record={record} tenantId={tenantId} onSet={onSet} />}
    </li>
  );
}

function Said({ record: { statement } }: { record: MonthRecord }) {
  if (statement === null) return <span className="soft small">{m.hr_says_nothing()}</span>;
  if (statement.agrees) return <span className="soft small">{m.hr_says_yes()}</span>;
  return <Note look="amber">{m.hr_says_no({ text: statement.text ?? '' })}</Note>;
}

function Reason({ record, tenantId, onSet }: { record: MonthRecord; tenantId: string; onSet: () => void }) {
  const [fault, setFault] = useState<string | null>(null);
  function choose(reason: AbsenceReason | '') {
    if (reason === '') return;
    setFault(null);
    call(setReason, { params: { tenantId, recordId: record.recordId }, body: { reason } }).then(onSet, (error: unknown) => setFault(sayProblem(error)));
  }
  const open = record.reason === null ? [['', m.hr_reason_open()] as const] : [];
  const options: readonly (readonly [AbsenceReason | '', string])[] = [...open, ...AbsenceReason.options.map((one) => [one, REASONS[one]()] as const)];
  return (
    <div className="stack stack-4 month-reason">
      <ChoiceField legend={m.hr_reason_class()} value={record.reason ?? ''} options={options} onChange={choose} />
      {fault !== null && (
        <Note look="wrong" role="alert">
          {fault}
        </Note>
      )}
    </div>
  );
}
