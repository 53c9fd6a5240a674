import { useState } from 'react';
import { auditView, DATA_KINDS } from '#lotse/contract';
import { call } from '../../kit/api/call.js';
import { formatMoment } from '../../kit/design/format.js';
import { Failed, Waiting } from '../../kit/design/states.js';
import { m } from '../../paraglide/messages.js';
import { useLocale } from '../../kit/session/locale.js';
import { PageHeading } from '../../kit/frame/page.js';
import { Frame } from '../../kit/frame/frame.js';
import { Paging } from '../../kit/design/paging.js';
import { sayReason } from '../office/words.js';
import { OCCASIONS, sayPurpose, type Occasion } from '../../kit/report/words.js';
import { sayAudited } from './audited.js';
import { sayRole } from '../../kit/words/roles.js';
import type { Tenant } from '../../kit/session/account-session.js';
import { useTenantLoad } from '../../kit/frame/use-tenant-load.js';

const SIZE = 50;
/** These are for machines: ids, lists of codes, numbers. */
const UNSAID: readonly string[] = ['release', 'scope', 'hints', 'basis', 'as', 'run', 'key', 'again', ...DATA_KINDS, 'participations'];

/** Who did what, newest first. The chain itself is checked by `npm run audit`. */
export default function AuditPage({ tenant }: { tenant: Tenant }) {
  const [page, setPage] = useState(1);
  const list = useTenantLoad(`audit ${tenant.tenantId} ${page}`, (signal) =>
    call(auditView, { params: { tenantId: tenant.tenantId }, query: { page, size: SIZE }, signal }),
  );
  return (
    <Frame title={m.acc_audit()} wide>
      <div className="stack stack-24">
        <PageHeading>{m.acc_audit_of({ tenant: tenant.name })}</PageHeading>
        <p className="measure">{m.acc_audit_text()}</p>
        {list.value === null ? (
          list.problem === null ? (
            <Waiting />
          ) : (
            <Failed problem={list.problem} onRetry={list.reload} />
          )
        ) : (
          <>
            <Rows rows={list.value.rows} />
            <Paging page={page} size={SIZE} total={list.value.total} onPage={setPage} />
          </>
        )}
      </div>
    </Frame>
  );
}

interface Entry {
  seq: number;
  at: string;
  actor: string | null;
  event: string;
  subject: string | null;
  details: Record<string, string | number | boolean>;
}

function sayDetail(key: string, value: string): string {
  if (UNSAID.includes(key)) return '';
  if (key === 'version') return m.rep_version({ version: value });
  if (key === 'occasion' && value in OCCASIONS) return OCCASIONS[value as Occasion]();
  if (key === 'purpose') return sayPurpose(value);
  if (key === 'role') return sayRole(value);
  if (key === 'names') return value === 'true' ? m.pf_asks_names() : m.pf_asks_no_names();
  if (key === 'by') return value === 'hand' ? m.pf_by_hand() : m.pf_by_invite();
  if (key === 'because') return value === 'request' ? m.acc_ev_request() : m.acc_ev_retention();
  if (key === 'format') return value.toUpperCase();
  if (key === 'reason') return sayReason(value);
  if (key === 'source') return value === 'import' ? m.acc_ev_import() : m.acc_ev_typed();
  if (key === 'kind' && value === 'provider') return m.acc_kind_provider();
  return key === 'kind' && value === 'school' ? m.acc_kind_school() : value;
}

function Rows({ rows }: { rows: Entry[] }) {
  const locale = useLocale();
  const detail = ({ details, subject }: Entry) => {
    const words = Object.entries(details).map(([key, value]) => sayDetail(key, String(value)));
    return [subject, ...words].filter(Boolean).join(' · ');
  };
  return (
    <div className="audit-wrap">
      <table className="audit">
        <thead>
          <tr>
            <th scope="col">{m.acc_au_when()}</th>
            <th scope="col">{m.acc_au_who()}</th>
            <th scope="col">{m.acc_au_what()}</th>
            <th scope="col">{m.acc_au_about()}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.seq}>
              <td data-label={m.acc_au_when()}>{formatMoment(row.at, locale)}</td>
              <td data-label={m.acc_au_who()}>{row.actor ?? 'Lotse'}</td>
              <td data-label={m.acc_au_what()}>{sayAudited(row.event)}</td>
              <td data-label={m.acc_au_about()}>{detail(row)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
