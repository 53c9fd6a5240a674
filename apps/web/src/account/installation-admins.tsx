import { useState } from 'react';
import { addInstallationAdmin, installationAdmins, removeInstallationAdmin } from '#lotse/contract';
import { call } from '../kit/api/call.js';
import { useLoad } from '../kit/api/use-load.js';
import { Button } from '../kit/design/button.js';
import { formatDate } from '../kit/design/format.js';
import { Paging } from '../kit/design/paging.js';
import { Failed, Waiting } from '../kit/design/states.js';
import { Field, Form, Refused, useSend } from '../kit/form/form.js';
import { useLocale } from '../kit/session/locale.js';
import { m } from '../paraglide/messages.js';

const SIZE = 10;

/** Who may make tenants and change what concerns all of them. */
export function InstallationAdmins() {
  const locale = useLocale();
  const [page, setPage] = useState(1);
  const [mail, setMail] = useState('');
  const [sure, setSure] = useState<string | null>(null);
  const list = useLoad(`installation admins ${page}`, (signal) => call(installationAdmins, { query: { page, size: SIZE }, signal }));
  const remove = useSend();
  async function add() {
    await call(addInstallationAdmin, { body: { mail } });
    setMail('');
    list.reload();
  }
  if (list.value === null) return list.problem === null ? <Waiting /> : <Failed problem={list.problem} onRetry={list.reload} />;
  const { rows, total } = list.value;
  return (
    <div className="stack">
      <p>{m.acc_inst_text()}</p>
      <ul className="lines">
        {rows.map(({ personId, name, mail: address, since, isMe }) => (
          <li key={personId} className="row row-apart">
            <span>
              <strong>{name}</strong> {isMe && <span className="soft small">{m.acc_inst_me()}</span>}
              <br />
              <span className="soft small">{m.acc_inst_since({ mail: address, date: formatDate(since, locale) })}</span>
            </span>
            {total > 1 &&
              (sure === personId ? (
                <span className="row">
                  <Button onClick={() => remove.send(() => call(removeInstallationAdmin, { params: { personId }, body: {} }).then(list.reload))}>
                    {m.acc_inst_remove_sure()}
                  </Button>
                  <Button look="quiet" onClick={() => setSure(null)}>
                    {m.acc_cancel()}
                  </Button>
                </span>
              ) : (
                <Button look="quiet" onClick={() => setSure(personId)}>
                  {m.acc_inst_remove()}
                </Button>
              ))}
          </li>
        ))}
      </ul>
      {remove.problem !== null && <Refused problem={remove.problem} />}
      <Paging page={page} size={SIZE} total={total} onPage={setPage} />
      <Form submit={m.acc_inst_add()} onSubmit={add}>
        <Field label={m.acc_mail()} hint={m.acc_inst_add_hint()} type="email" required maxLength={254} value={mail} onChange={setMail} />
      </Form>
    </div>
  );
}
