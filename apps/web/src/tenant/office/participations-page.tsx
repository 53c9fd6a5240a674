import { useState } from 'react';
import { officeMeasures, officeParticipations, type ParticipationQuery, type ParticipationRow } from '#lotse/contract';
import type { Tenant } from '../../kit/session/account-session.js';
import { ChoiceField } from '../../kit/form/form.js';
import { Frame } from '../../kit/frame/frame.js';
import { useTenantLoad } from '../../kit/frame/use-tenant-load.js';
import { call } from '../../kit/api/call.js';
import { Empty } from '../../kit/design/note.js';
import { Link } from '../../kit/address/nav.js';
import { m } from '../../paraglide/messages.js';
import { useLocale } from '../../kit/session/locale.js';
import { PageHeading } from '../../kit/frame/page.js';
import { Paging } from '../../kit/design/paging.js';
import { FindPeople } from './find-people.js';
import { Loaded } from './loaded.js';
import { sayPeriod, sayPhase, sayState, STATE_LOOK } from './words.js';

const SIZE = 25;
type Filter = Pick<ParticipationQuery, 'state' | 'sort'> & { q: string; measureId: string; page: number };

export function ParticipationsPage({ tenant: { tenantId } }: { tenant: Tenant }) {
  const [filter, setFilter] = useState<Filter>({ q: '', measureId: '', state: 'current', sort: 'name', page: 1 });
  const { measureId, ...query } = filter;
  const list = useTenantLoad(`participations ${tenantId} ${JSON.stringify(filter)}`, (signal) =>
    call(officeParticipations, { params: { tenantId }, query: { ...query, ...(measureId ? { measureId } : {}), size: SIZE }, signal }),
  );
  const base = `/a/t/${tenantId}/participations`;
  return (
    <Frame title={m.of_participations()} wide>
      <div className="stack stack-24">
        <div className="row row-apart">
          <PageHeading>{m.of_participations()}</PageHeading>
          <div className="row">
            <Link className="button" href={`/a/t/${tenantId}/import`}>
              {m.of_import()}
            </Link>
            <Link className="button button-main" href={`${base}/new`}>
              {m.of_enter()}
            </Link>
          </div>
        </div>
        <Filters tenantId={tenantId} filter={filter} onFilter={(more) => setFilter((old) => ({ ...old, page: 1, ...more }))} />
        <Loaded load={list}>
          {({ rows, total, counts }) => (
            <>
              <p className="soft small" role="status">
                {m.of_counts({ current: counts.current, ended: counts.ended })}
              </p>
              {rows.length === 0 ? <Nobody filtered={filter.q !== '' || measureId !== '' || filter.state === 'ended'} /> : <Rows rows={rows} base={base} />}
              <Paging page={filter.page} size={SIZE} total={total} onPage={(page) => setFilter((old) => ({ ...old, page }))} />
            </>
          )}
        </Loaded>
      </div>
    </Frame>
  );
}

function Nobody({ filtered }: { filtered: boolean }) {
  return (
    <Empty title={filtered ? m.of_nobody_found() : m.of_nobody()}>
      <p>{filtered ? m.of_nobody_found_text() : m.of_nobody_text()}</p>
    </Empty>
  );
}

function Filters({ tenantId, filter, onFilter }: { tenantId: string; filter: Filter; onFilter: (more: Partial<Filter>) => void }) {
  const measures = useTenantLoad(`measures of ${tenantId}`, (signal) => call(officeMeasures, { params: { tenantId }, query: { size: 100 }, signal }));
  return (
    <FindPeople find={filter} onFind={onFilter}>
      <ChoiceField
        legend={m.of_measure()}
        value={filter.measureId}
        options={[['', m.of_all()], ...(measures.value?.rows ?? []).map((one): [string, string] => [one.measureId, one.number])]}
        onChange={(measureId) => onFilter({ measureId })}
      />
      <ChoiceField
        legend={m.of_order()}
        value={filter.sort}
        options={[
          ['name', m.of_name()],
          ['start', m.of_entry()],
          ['end', m.of_end()],
        ]}
        onChange={(sort) => onFilter({ sort })}
      />
    </FindPeople>
  );
}

function Rows({ rows, base }: { rows: ParticipationRow[]; base: string }) {
  const locale = useLocale();
  return (
    <table className="audit">
      <thead>
        <tr>
          <th scope="col">{m.of_name()}</th>
          <th scope="col">{m.of_state()}</th>
          <th scope="col">{m.of_period()}</th>
          <th scope="col">{m.of_measure()}</th>
          <th scope="col">{m.of_companion()}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.participationId}>
            <td data-label={m.of_name()}>
              <Link className="row-link" href={`${base}/${row.participationId}`}>
                {row.legalName}
              </Link>
            </td>
            <td data-label={m.of_state()}>
              <span>
                <span className={STATE_LOOK[row.state]}>{sayState(row.state)}</span>
                {row.phase !== null && <span className="soft small"> {sayPhase(row.phase)}</span>}
              </span>
            </td>
            <td data-label={m.of_period()}>{sayPeriod(row, locale)}</td>
            <td data-label={m.of_measure()} className="figures">
              {row.measureNumber}
            </td>
            <td data-label={m.of_companion()}>
              <Missing row={row} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** Who accompanies, and what the office still owes this person. */
function Missing({ row }: { row: ParticipationRow }) {
  const missing = [row.hasDeputy ? null : m.of_no_deputy(), row.hasCaseworker ? null : m.of_no_caseworker(), row.hasLogin ? null : m.of_no_login()];
  const list = row.state === 'ended' ? [] : missing.filter((one) => one !== null);
  return (
    <span>
      {row.companion ?? <span className="badge badge-amber">{m.of_no_companion()}</span>}
      {list.length > 0 && (
        <>
          <br />
          <span className="soft small">{list.join(', ')}</span>
        </>
      )}
    </span>
  );
}
