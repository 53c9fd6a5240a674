import { withdrawRelease, type Release } from '#lotse/contract';
import type { output } from 'zod/mini';
import { call } from '../../kit/api/call.js';
import { formatDate, formatMoment } from '../../kit/design/format.js';
import { m } from '../../paraglide/messages.js';
import { useLocale } from '../../kit/session/locale.js';
import { Sure } from '../../kit/report/form.js';
import { PARTS, RELEASE_STATES, sayBasis, sayPurpose } from '../../kit/report/words.js';
import type { PartProps } from './shapes.js';

type OneRelease = output<typeof Release>;
const LOOKS = { waiting: 'badge badge-accent', open: 'badge badge-good', expired: 'badge', withdrawn: 'badge badge-wrong' } as const;

/** Who received what, until when, and when they read it. */
export function Releases(part: PartProps) {
  return (
    <section className="card stack" aria-labelledby="step-releases">
      <h2 id="step-releases">{m.rep_releases()}</h2>
      <ul className="lines">
        {part.page.releases.map((release) => (
          <OneLine key={release.releaseId} release={release} {...part} />
        ))}
      </ul>
    </section>
  );
}

function OneLine({ release, tenantId, page, onChange }: PartProps & { release: OneRelease }) {
  const locale = useLocale();
  const params = { tenantId, reportId: page.report.reportId, releaseId: release.releaseId };
  const runs = release.state === 'open' || release.state === 'waiting';
  const last = release.readAt[0];
  return (
    <li className="stack stack-8">
      <div className="row row-apart">
        <strong>{release.recipient}</strong>
        <span className={LOOKS[release.state]}>{RELEASE_STATES[release.state]()}</span>
      </div>
      <p className="small">
        {m.rep_from_to({ from: formatDate(release.fromOn, locale), to: formatDate(release.untilOn, locale) })} · {sayPurpose(release.purpose)} ·{' '}
        {sayBasis(release.legalBasis, release.basisNote)} · {m.rep_version({ version: release.version })}
      </p>
      <p className="soft small">{m.rep_release_parts({ parts: release.scope.map((one) => PARTS[one]()).join(', ') })}</p>
      <p className="soft small">
        {m.rep_released_by({ name: release.releasedBy, date: formatMoment(release.releasedAt, locale) })}{' '}
        {release.withdrawnAt !== null && m.rep_withdrawn_at({ date: formatMoment(release.withdrawnAt, locale) })}{' '}
        {last === undefined ? m.rep_never_read() : m.rep_last_read({ date: formatMoment(last, locale) })}
      </p>
      {runs && (
        <Sure
          word={m.rep_withdraw()}
          sure={m.rep_withdraw_sure()}
          text={m.rep_withdraw_text({ name: release.recipient })}
          act={() => call(withdrawRelease, { params, body: {} })}
          onDone={onChange}
        />
      )}
    </li>
  );
}
