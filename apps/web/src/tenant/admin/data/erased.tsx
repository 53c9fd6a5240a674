import type { Erasure } from '#lotse/contract';
import { formatDate } from '../../../kit/design/format.js';
import { m } from '../../../paraglide/messages.js';
import { useLocale } from '../../../kit/session/locale.js';
import { PageHeading } from '../../../kit/frame/page.js';
import { Stays } from './erase-form.js';
import { HeldTable } from './held-table.js';

/** What was done: to be printed for whoever asked for it. */
export function Erased({ erasure }: { erasure: Erasure }) {
  const locale = useLocale();
  return (
    <>
      <PageHeading>{m.pd_done()}</PageHeading>
      <p className="measure">{m.pd_done_text({ date: formatDate(erasure.at, locale), id: erasure.erasureId })}</p>
      {erasure.participations > 0 && <p>{m.pd_done_over({ count: erasure.participations })}</p>}
      <section className="card stack">
        <h2>{m.pd_gone()}</h2>
        <HeldTable held={erasure.gone} caption={m.pd_gone()} isGone />
      </section>
      {erasure.kept.length > 0 && (
        <section className="card stack">
          <h2>{m.pd_kept()}</h2>
          <HeldTable held={erasure.kept} caption={m.pd_kept()} />
        </section>
      )}
      <Stays held={erasure.kept} />
    </>
  );
}
