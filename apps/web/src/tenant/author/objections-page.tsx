import { objectedTask, objectedTasks, settleObjections, type ObjectedTask, type ObjectedTaskPage, type ObjectionReason } from '#lotse/contract';
import { useState } from 'react';
import { call } from '../../kit/api/call.js';
import { Button } from '../../kit/design/button.js';
import { formatMoment } from '../../kit/design/format.js';
import { Empty } from '../../kit/design/note.js';
import { Paging } from '../../kit/design/paging.js';
import { Failed, Waiting } from '../../kit/design/states.js';
import { Refused, useSend } from '../../kit/form/form.js';
import { Frame } from '../../kit/frame/staff-frame.js';
import { PageHeading } from '../../kit/frame/page.js';
import { useTenantLoad } from '../../kit/frame/use-tenant-load.js';
import { Prose } from '../../kit/prose/prose.js';
import type { Tenant } from '../../kit/session/account-session.js';
import { useLocale } from '../../kit/session/locale.js';
import { m } from '../../paraglide/messages.js';
import './objections.css';

const SIZE = 25;

/** Tasks that learners have reported, for those who write them. */
export default function ObjectionsPage({ tenant: { tenantId } }: { tenant: Tenant }) {
  const [page, setPage] = useState(1);
  const list = useTenantLoad(`objections ${tenantId} ${page}`, (signal) => call(objectedTasks, { params: { tenantId }, query: { page, size: SIZE }, signal }));
  return (
    <Frame title={m.mk_obj_list()}>
      <div className="stack stack-24">
        <div>
          <PageHeading>{m.mk_obj_list()}</PageHeading>
          <p className="soft">{m.mk_obj_list_text()}</p>
        </div>
        {list.problem !== null && <Failed problem={list.problem} onRetry={list.reload} heading={false} />}
        {list.value === null && list.problem === null && <Waiting />}
        {list.value?.total === 0 && (
          <Empty title={m.mk_obj_none_title()}>
            <p>{m.mk_obj_none_text()}</p>
          </Empty>
        )}
        <ol className="stack">
          {list.value?.rows.map((row) => (
            <TaskCard key={row.exerciseId} tenantId={tenantId} row={row} onSettled={list.reload} />
          ))}
        </ol>
        {list.value !== null && <Paging page={page} size={SIZE} total={list.value.total} onPage={setPage} />}
      </div>
    </Frame>
  );
}

function sayFirst({ firstTries, firstRight }: ObjectedTask): string {
  return firstTries === 0 ? m.mk_obj_first_none() : m.mk_obj_first({ percent: Math.round((firstRight / firstTries) * 100), count: firstTries });
}

function TaskCard({ tenantId, row, onSettled }: { tenantId: string; row: ObjectedTask; onSettled: () => void }) {
  const [open, setOpen] = useState(false);
  const locale = useLocale();
  return (
    <li className="card stack stack-8">
      <div className="row row-apart">
        <h2>{row.objections === 1 ? m.mk_obj_count_one() : m.mk_obj_count({ count: row.objections })}</h2>
        <time className="soft small figures" dateTime={row.lastAt}>
          {formatMoment(row.lastAt, locale)}
        </time>
      </div>
      {!open && <p lang="de">{row.stem}</p>}
      <p className="soft small">
        <span lang="de">{row.unit}</span> · <code>{row.exerciseId}</code>
      </p>
      <p className="small figures">{sayFirst(row)}</p>
      {open ? (
        <Opened tenantId={tenantId} exerciseId={row.exerciseId} onSettled={onSettled} />
      ) : (
        <div>
          <Button onClick={() => setOpen(true)}>{m.mk_obj_look()}</Button>
        </div>
      )}
    </li>
  );
}

function Opened({ tenantId, exerciseId, onSettled }: { tenantId: string; exerciseId: string; onSettled: () => void }) {
  const task = useTenantLoad(`objection ${exerciseId}`, (signal) => call(objectedTask, { params: { tenantId, exerciseId }, signal }));
  const { busy, problem, send } = useSend();
  if (task.problem !== null) return <Failed problem={task.problem} onRetry={task.reload} heading={false} />;
  if (task.value === null) return <Waiting />;
  return (
    <div className="stack">
      <Prose value={task.value.task.stem.standard} />
      <Said said={task.value.said} />
      <Given page={task.value} />
      {problem !== null && <Refused problem={problem} />}
      <div>
        <Button
          aria-disabled={busy || undefined}
          onClick={() =>
            send(async () => {
              await call(settleObjections, { params: { tenantId, exerciseId }, body: {} });
              onSettled();
            })
          }
        >
          {m.mk_obj_settle()}
        </Button>
      </div>
    </div>
  );
}

const REASON: Record<ObjectionReason, () => string> = { key: m.mk_obj_key, mine: m.mk_obj_mine, unclear: m.mk_obj_unclear, broken: m.mk_obj_broken };

function Said({ said }: { said: ObjectedTaskPage['said'] }) {
  const locale = useLocale();
  return (
    <section className="stack stack-8">
      <h3>{m.mk_obj_said()}</h3>
      <ul className="stack stack-8">
        {said.map(({ reason, text, at }) => (
          <li key={`${at} ${text}`}>
            <strong>{REASON[reason]()}</strong> <span className="soft small figures objection-at">{formatMoment(at, locale)}</span>
            {text !== '' && <p lang="de">{text}</p>}
          </li>
        ))}
      </ul>
    </section>
  );
}

function Given({ page: { given } }: { page: ObjectedTaskPage }) {
  if (given === null) return <p className="soft">{m.mk_obj_by_hand()}</p>;
  return (
    <section className="stack stack-8">
      <h3>{m.mk_obj_given()}</h3>
      <p className="soft small">{m.mk_obj_given_of({ count: given.answers })}</p>
      {given.parts.map((part, i) => (
        <div key={i} className="stack stack-4">
          {part.label !== null && <Prose value={part.label.standard} />}
          <ul>
            {part.rows.slice(0, 5).map((row, at) => (
              <li key={at} className="objection-given">
                <strong className="figures">{row.count} ×</strong>
                <span>
                  <Prose inline value={row.text.standard} /> {row.right === true && <span className="badge badge-good">{m.mk_obj_right()}</span>}
                </span>
              </li>
            ))}
          </ul>
        </div>
      ))}
    </section>
  );
}
