import { attendanceMonth, ATTENDANCE_CSV_PATH, germanDay, type MonthRow } from '#lotse/contract';
import { useState } from 'react';
import { Link, navigate, useSearch } from '../../kit/address/nav.js';
import { call, fillPath } from '../../kit/api/call.js';
import { download } from '../../kit/api/download.js';
import { Button } from '../../kit/design/button.js';
import { Empty, Note } from '../../kit/design/note.js';
import { Paging } from '../../kit/design/paging.js';
import { baseOf, Frame } from '../../kit/frame/staff-frame.js';
import { PageHeading } from '../../kit/frame/page.js';
import { useTenantLoad } from '../../kit/frame/use-tenant-load.js';
import { ChoiceField, Field, Refused } from '../../kit/form/form.js';
import type { Tenant } from '../../kit/session/account-session.js';
import { Loaded } from '../office/loaded.js';
import { m } from '../../paraglide/messages.js';

const SIZE = 50;
export const sayDay = (day: string): string => day.split('-').reverse().join('.');
/** Which month is shown stands in the address, so that the way back finds it. */
export function useMonth(): [string, (month: string) => void] {
  const asked = new URLSearchParams(useSearch()).get('month');
  const month = asked !== null && /^\d{4}-\d\d$/.test(asked) ? asked : germanDay(new Date()).slice(0, 7);
  return [month, (next) => navigate(`${window.location.pathname}?month=${next}`, { replace: true })];
}

/** The month of a measure (office, pedagogue), or of one's own participants (companion). */
export function MonthPage({ tenant: { tenantId } }: { tenant: Tenant }) {
  const [month, setMonth] = useMonth();
  const [measureId, setMeasure] = useState('');
  const [page, setPage] = useState(1);
  const query = { month, ...(measureId === '' ? {} : { measureId }) };
  const list = useTenantLoad(`attendance ${tenantId} ${month} ${measureId} ${page}`, (signal) =>
    call(attendanceMonth, { params: { tenantId }, query: { ...query, page, size: SIZE }, signal }),
  );
  return (
    <Frame title={m.hr_month()} wide>
      <div className="stack stack-24">
        <PageHeading>{m.hr_month_of({ month: `${month.slice(5)}/${month.slice(0, 4)}` })}</PageHeading>
        <div className="month-find">
          <Field label={m.hr_month_field()} type="month" value={month} onChange={(next) => next !== '' && setMonth(next)} />
          <ChoiceField
            legend={m.hr_month_measure()}
            value={measureId}
            options={[['', m.hr_month_all()], ...(list.value?.measures ?? []).map((one) => [one.measureId, `${one.number} ${one.name}`] as const)]}
            onChange={(next) => {
              setMeasure(next);
              setPage(1);
            }}
          />
        </div>
        <Loaded load={list}>
          {({ rows, total, locksOn, isLocked }) => (
            <>
              <Note>{isLocked ? m.hr_month_locked({ day: sayDay(locksOn) }) : m.hr_month_locks({ day: sayDay(locksOn) })}</Note>
              {rows.length === 0 ? (
                <Empty title={m.hr_month()}>
                  <p>{m.hr_month_none()}</p>
                </Empty>
              ) : (
                <Rows rows={rows} to={(id) => `${baseOf(tenantId)}/attendance/${id}?month=${month}`} />
              )}
              <Paging page={page} size={SIZE} total={total} onPage={setPage} />
              <Actions path={`${fillPath(ATTENDANCE_CSV_PATH, { tenantId })}?${new URLSearchParams(query)}`} />
            </>
          )}
        </Loaded>
      </div>
    </Frame>
  );
}

function Actions({ path }: { path: string }) {
  const [fault, setFault] = useState<unknown>(null);
  return (
    <div className="row month-actions">
      <Button onClick={() => void download(path, 'lotse-anwesenheit.csv').catch(setFault)}>{m.hr_month_file()}</Button>
      <Button onClick={() => window.print()}>{m.print()}</Button>
      {fault !== null && <Refused problem={fault} />}
    </div>
  );
}

function Rows({ rows, to }: { rows: readonly MonthRow[]; to: (participationId: string) => string }) {
  const missed = (row: MonthRow) => row.noShow + row.excused + row.unexcused;
  const cells = (row: MonthRow): [string, string | number][] => [
    [m.hr_m_meetings(), row.meetings],
    [m.hr_m_planned(), m.hr_min({ count: row.plannedMinutes })],
    [m.hr_m_on_site(), m.hr_min({ count: row.onSiteMinutes })],
    [m.hr_m_online(), m.hr_min({ count: row.onlineMinutes })],
    [m.hr_units(), row.lessonUnits],
    [m.hr_m_cancelled(), row.cancelledByProvider + row.cancelledInTime],
    [m.hr_m_missed(), missed(row)],
  ];
  return (
    <div className="audit-wrap">
      <table className="audit">
        <thead>
          <tr>
            <th scope="col">{m.hr_m_name()}</th>
            {cells(rows[0] as MonthRow).map(([word]) => (
              <th key={word} scope="col">
                {word}
              </th>
            ))}
            <th scope="col">{m.hr_m_todo()}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.participationId}>
              <td data-label={m.hr_m_name()}>
                <Link href={to(row.participationId)}>{row.name}</Link>
              </td>
              {cells(row).map(([word, value]) => (
                <td key={word} data-label={word} className="figures">
                  {value}
                </td>
              ))}
              <td data-label={m.hr_m_todo()}>
                {[row.objections > 0 && m.hr_m_objections({ count: row.objections }), row.withoutReason > 0 && m.hr_m_without({ count: row.withoutReason })]
                  .filter(Boolean)
                  .join(' · ') || '–'}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
