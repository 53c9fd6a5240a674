import { platforms, type PlatformInvite, type PlatformRow } from '#lotse/contract';
import { Frame } from '../../kit/frame/frame.js';
import type { Tenant } from '../../kit/session/account-session.js';
import { useTenantLoad } from '../../kit/frame/use-tenant-load.js';
import { call } from '../../kit/api/call.js';
import { formatDate, formatMoment } from '../../kit/design/format.js';
import { Empty, Note } from '../../kit/design/note.js';
import { Failed, Waiting } from '../../kit/design/states.js';
import { Link } from '../../kit/address/nav.js';
import { m } from '../../paraglide/messages.js';
import { useLocale } from '../../kit/session/locale.js';
import { PageHeading } from '../../kit/frame/page.js';
import { FailureWords } from './failure-note.js';
import { useLookAgain } from '../../kit/api/look-again.js';
import { platformPath } from './paths.js';
import { StateBadge } from './state-badge.js';

const OPEN: readonly PlatformInvite['state'][] = ['open', 'opened'];

/** All platforms of a tenant with their state and last self-test, and the invitations that are under way. */
export function PlatformsPage({ tenant }: { tenant: Tenant }) {
  const locale = useLocale();
  const { tenantId } = tenant;
  const list = useTenantLoad(`platforms ${tenantId} ${locale}`, (signal) => call(platforms, { params: { tenantId }, query: { locale }, signal }));
  const open = list.value?.invites.filter((invite) => OPEN.includes(invite.state)) ?? [];
  useLookAgain(list, open.length > 0);
  return (
    <Frame title={m.pf_platforms()} wide>
      <div className="stack stack-24">
        <PageHeading>{m.pf_platforms_of({ tenant: tenant.name })}</PageHeading>
        <p className="measure">{m.pf_platforms_text()}</p>
        <div className="row">
          <Link className="button button-main" href={platformPath.connect(tenantId)}>
            {m.pf_connect()}
          </Link>
          <Link className="button" href={platformPath.manual(tenantId)}>
            {m.pf_manual()}
          </Link>
        </div>
        {list.value === null ? (
          list.problem === null ? (
            <Waiting />
          ) : (
            <Failed problem={list.problem} onRetry={list.reload} heading={false} />
          )
        ) : (
          <>
            {list.problem !== null && <Note look="amber">{m.pf_no_news()}</Note>}
            <Platforms tenantId={tenantId} rows={list.value.platforms} />
            {open.length > 0 && <Invites tenantId={tenantId} invites={open} />}
          </>
        )}
      </div>
    </Frame>
  );
}

function Platforms({ tenantId, rows }: { tenantId: string; rows: PlatformRow[] }) {
  if (rows.length === 0) {
    return (
      <Empty title={m.pf_none_title()}>
        <p>{m.pf_none_text()}</p>
      </Empty>
    );
  }
  // what waits for somebody stands first
  const rank = (row: PlatformRow) => (row.state === 'waiting' ? 0 : row.waitingDeployments > 0 ? 1 : 2);
  return (
    <ul className="stack" aria-label={m.pf_platforms()}>
      {rows
        .toSorted((a, b) => rank(a) - rank(b))
        .map((row) => (
          <Card key={row.id} tenantId={tenantId} row={row} />
        ))}
    </ul>
  );
}

function Card({ tenantId, row }: { tenantId: string; row: PlatformRow }) {
  const waits = row.state === 'active' ? row.waitingDeployments : 0;
  return (
    <li className="card stack stack-8">
      <div className="row row-apart">
        <Link className="person-name" href={platformPath.one(tenantId, row.id)}>
          <strong>{row.name}</strong>
        </Link>
        <StateBadge state={row.state} />
      </div>
      <span className="soft small address">{row.issuer}</span>
      {waits > 0 && <span className="badge badge-amber">{m.pf_deployments_wait({ count: waits })}</span>}
      <Heard row={row} />
      <LastTest row={row} />
    </li>
  );
}

function Heard({ row: { heardAt, isClientUnknown } }: { row: PlatformRow }) {
  const locale = useLocale();
  return (
    <>
      <span className="soft small">{heardAt === null ? m.pf_heard_never() : m.pf_heard({ date: formatMoment(heardAt, locale) })}</span>
      {isClientUnknown && <span className="badge badge-wrong">{m.pf_client_unknown()}</span>}
    </>
  );
}

function LastTest({ row: { failedSteps, testedAt, isClientUnknown } }: { row: PlatformRow }) {
  const locale = useLocale();
  // an old result says nothing about a tool that is gone
  if (isClientUnknown && failedSteps === 0) return null;
  if (failedSteps === null || testedAt === null) return <span className="soft small">{m.pf_test_never()}</span>;
  const at = formatMoment(testedAt, locale);
  if (failedSteps > 0) return <span className="badge badge-wrong">{m.pf_test_failed({ count: failedSteps, date: at })}</span>;
  return <span className="badge badge-good">{m.pf_test_good({ date: at })}</span>;
}

function Invites({ tenantId, invites }: { tenantId: string; invites: PlatformInvite[] }) {
  const locale = useLocale();
  return (
    <section className="stack">
      <h2>{m.pf_invites()}</h2>
      <ul className="stack">
        {invites.map((invite) => (
          <li key={invite.id} className="card stack stack-8">
            <div className="row row-apart">
              <Link className="person-name" href={platformPath.connect(tenantId, invite.id)}>
                {m.pf_invite_of({ date: formatMoment(invite.createdAt, locale) })}
              </Link>
              <span className="badge badge-accent">{invite.state === 'opened' ? m.pf_invite_opened() : m.pf_invite_open()}</span>
            </div>
            <span className="soft small">
              {`${m.acc_link_until({ date: formatDate(invite.expiresAt, locale) })} · ${invite.askNames ? m.pf_asks_names() : m.pf_asks_no_names()}`}
            </span>
            {invite.failed !== null && (
              <Note look="wrong">
                <FailureWords failed={invite.failed} />
              </Note>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
