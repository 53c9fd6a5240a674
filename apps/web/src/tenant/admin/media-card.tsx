import { useState } from 'react';
import { changeMediaRules, mediaRules, type MediaRules } from '#lotse/contract';
import { call } from '../../kit/api/call.js';
import { toProblem } from '../../kit/api/problem.js';
import { useLoad } from '../../kit/api/use-load.js';
import { Button } from '../../kit/design/button.js';
import { Note } from '../../kit/design/note.js';
import { sayProblem } from '../../kit/api/problem-sentence.js';
import { Failed, Waiting } from '../../kit/design/states.js';
import { useSend } from '../../kit/form/form.js';
import type { Tenant } from '../../kit/session/account-session.js';
import { m } from '../../paraglide/messages.js';

/** What an admin allows for seeing and hearing in live hours. */
export function MediaCard({ tenant }: { tenant: Tenant }) {
  const { tenantId } = tenant;
  const found = useLoad(`media ${tenantId}`, (signal) => call(mediaRules, { params: { tenantId }, signal }));
  return (
    <section className="card stack" aria-labelledby="media-rules">
      <h2 id="media-rules">{m.media_rules()}</h2>
      {found.problem !== null && <Failed problem={found.problem} onRetry={found.reload} heading={false} />}
      {found.value === null && found.problem === null && <Waiting />}
      {found.value !== null && <Rules key={tenantId} tenantId={tenantId} {...found.value} />}
    </section>
  );
}

function Rules({ tenantId, rules, relay }: { tenantId: string; rules: MediaRules; relay: boolean }) {
  const [directLinks, setDirectLinks] = useState(rules.directLinks);
  const [hosts, setHosts] = useState(rules.linkHosts.join('\n'));
  const [saved, setSaved] = useState(false);
  const { busy, problem, send } = useSend();
  const save = () => {
    setSaved(false);
    send(async () => {
      await call(changeMediaRules, { params: { tenantId }, body: { directLinks, linkHosts: hosts.split(/\s+/).filter(Boolean) } });
      setSaved(true);
    });
  };
  return (
    <>
      <p className="soft">{relay ? m.media_rules_relay() : m.media_rules_no_relay()}</p>
      <label className="choice">
        <input type="checkbox" checked={directLinks} aria-describedby="media-direct" onChange={(event) => setDirectLinks(event.currentTarget.checked)} />
        {m.media_rules_direct()}
      </label>
      <p id="media-direct" className="small">
        {m.media_rules_direct_text()}
      </p>
      <div className="field">
        <label htmlFor="media-hosts">{m.media_rules_hosts()}</label>
        <span id="media-hosts-hint" className="soft small">
          {m.media_rules_hosts_hint()}
        </span>
        <textarea
          id="media-hosts"
          className="input"
          rows={3}
          spellCheck={false}
          autoCapitalize="none"
          aria-describedby="media-hosts-hint"
          value={hosts}
          onChange={(event) => setHosts(event.currentTarget.value)}
        />
      </div>
      {problem !== null && (
        <Note look="wrong" role="alert">
          {toProblem(problem).kind === 'invalid' ? m.media_rules_p_hosts() : sayProblem(problem)}
        </Note>
      )}
      {saved && <Note role="status">{m.media_rules_saved()}</Note>}
      <div>
        <Button aria-disabled={busy} onClick={save}>
          {m.acc_save()}
        </Button>
      </div>
    </>
  );
}
