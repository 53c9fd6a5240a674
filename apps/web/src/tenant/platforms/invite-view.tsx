import { platforms, withdrawPlatformInvite, type PlatformInvite } from '#lotse/contract';
import { Refused, useSend } from '../../kit/form/form.js';
import { useTenantLoad } from '../../kit/frame/use-tenant-load.js';
import { call } from '../../kit/api/call.js';
import { Button } from '../../kit/design/button.js';
import { formatDate } from '../../kit/design/format.js';
import { Note } from '../../kit/design/note.js';
import { Failed, Waiting } from '../../kit/design/states.js';
import { m } from '../../paraglide/messages.js';
import { useLocale } from '../../kit/session/locale.js';
import { CopyButton } from './copy-value.js';
import { InviteProgress } from './invite-progress.js';
import { linkOf } from './invite-links.js';
import { useLookAgain } from '../../kit/api/look-again.js';
import { letterWith, MoodleSteps } from './moodle-steps.js';

interface Props {
  tenantId: string;
  inviteId: string;
  /** Begins anew, where a link is lost or over. */
  onAgain: () => void;
}

/** One invitation on its way: the link, what is done with it in Moodle, and how far it has come. */
export function InviteView({ tenantId, inviteId, onAgain }: Props) {
  const locale = useLocale();
  const params = { tenantId };
  const list = useTenantLoad(`invite ${inviteId} ${locale}`, (signal) => call(platforms, { params, query: { locale }, signal }));
  const invite = list.value?.invites.find((one) => one.id === inviteId) ?? null;
  const platform = list.value?.platforms.find((one) => one.id === invite?.platformId) ?? null;
  useLookAgain(list, isGoingOn(invite) || platform?.state === 'waiting');
  if (list.value === null) return list.problem === null ? <Waiting /> : <Failed problem={list.problem} onRetry={list.reload} />;
  if (invite === null) return <p>{m.pf_invite_unknown()}</p>;
  return (
    <div className="stack stack-24">
      {isGoingOn(invite) && <LinkCard tenantId={tenantId} invite={invite} onChange={list.reload} onAgain={onAgain} />}
      <section className="card stack">
        <h2>{m.pf_progress()}</h2>
        {list.problem !== null && <Note look="amber">{m.pf_no_news()}</Note>}
        <InviteProgress tenantId={tenantId} invite={invite} platform={platform} />
        {(invite.state === 'expired' || invite.state === 'withdrawn') && (
          <div>
            <Button onClick={onAgain}>{m.pf_new_link()}</Button>
          </div>
        )}
      </section>
    </div>
  );
}

function isGoingOn(invite: PlatformInvite | null): boolean {
  return invite?.state === 'open' || invite?.state === 'opened';
}

function LinkCard({ tenantId, invite, onChange, onAgain }: { tenantId: string; invite: PlatformInvite; onChange: () => void; onAgain: () => void }) {
  const locale = useLocale();
  const { problem, send } = useSend();
  const link = linkOf(invite.id);
  const until = formatDate(invite.expiresAt, locale);
  const withdraw = async () => {
    await call(withdrawPlatformInvite, { params: { tenantId, inviteId: invite.id }, body: {} });
    onChange();
  };
  return (
    <section className="card stack">
      <h2>{m.pf_link_title()}</h2>
      {link === null ? (
        <Note>{m.pf_link_lost()}</Note>
      ) : (
        <>
          <p>{m.pf_link_text()}</p>
          <input className="input" readOnly value={link} aria-label={m.pf_link_title()} onFocus={(event) => event.target.select()} />
          <div className="row">
            <CopyButton name={m.pf_link_title()} value={link} />
            <CopyButton name={m.pf_letter_name()} label={m.pf_copy_letter()} value={letterWith(link, until)} />
          </div>
        </>
      )}
      <p className="soft">{`${m.acc_link_until({ date: until })} · ${invite.askNames ? m.pf_asks_names() : m.pf_asks_no_names()}`}</p>
      <h3>{m.pf_moodle_title()}</h3>
      <MoodleSteps />
      {problem !== null && <Refused problem={problem} />}
      <div className="row">
        {link === null && <Button onClick={onAgain}>{m.pf_new_link()}</Button>}
        <Button look="quiet" onClick={() => send(withdraw)}>
          {m.pf_withdraw_link()}
        </Button>
      </div>
    </section>
  );
}
