import { useState } from 'react';
import { addPlatform, importPlatform, type FieldProblem, type LmsKind, type NewPlatform } from '#lotse/contract';
import { Field, Form } from '../../kit/form/form.js';
import { call } from '../../kit/api/call.js';
import { Note } from '../../kit/design/note.js';
import { Link, navigate } from '../../kit/address/nav.js';
import { m } from '../../paraglide/messages.js';
import { useLocale } from '../../kit/session/locale.js';
import { AddressFields, sayProblems } from './address-fields.js';
import { platformPath } from './paths.js';

const EMPTY: NewPlatform = { name: '', clientId: '', deploymentId: '', issuer: '', authUrl: '', tokenUrl: '', jwksUrl: '', audience: null };
const PLAIN = { autoComplete: 'off', autoCapitalize: 'none', spellCheck: false, maxLength: 255 } as const;

/** The values of the LMS: read from its own configuration, or typed in. Everything that is wrong is said at once, at its field. */
export function ManualForm({ tenantId, lms }: { tenantId: string; lms: LmsKind }) {
  const locale = useLocale();
  const [typed, setTyped] = useState(EMPTY);
  const [problems, setProblems] = useState<FieldProblem[]>([]);
  const change = (part: Partial<NewPlatform>) => setTyped({ ...typed, ...part });
  async function submit() {
    const body = { ...typed, audience: typed.audience === '' ? null : typed.audience };
    const written = await call(addPlatform, { params: { tenantId }, query: { locale }, body });
    setProblems(written.problems);
    if (written.platformId !== null) navigate(platformPath.one(tenantId, written.platformId));
  }
  const known = problems.find((one) => one.platformId !== null)?.platformId ?? null;
  return (
    <div className="stack stack-24">
      <ImportForm tenantId={tenantId} lms={lms} onRead={change} />
      <Form submit={m.pf_manual_save()} onSubmit={submit}>
        <Field
          {...PLAIN}
          label={m.pf_name()}
          hint={m.pf_name_hint()}
          required
          value={typed.name}
          problem={sayProblems(problems, 'name')}
          onChange={(name) => change({ name })}
        />
        <Field
          {...PLAIN}
          label={m.pf_client()}
          required
          value={typed.clientId}
          problem={sayProblems(problems, 'clientId')}
          onChange={(clientId) => change({ clientId })}
        />
        <Field
          {...PLAIN}
          label={m.pf_deployment_id()}
          hint={m.pf_deployment_hint()}
          value={typed.deploymentId}
          problem={sayProblems(problems, 'deploymentId')}
          onChange={(deploymentId) => change({ deploymentId })}
        />
        <AddressFields values={typed} problems={problems} onChange={change} />
        {problems.length > 0 && (
          <Note look="wrong" role="alert">
            <p>{m.pf_fields_wrong({ count: problems.length })}</p>
            {known !== null && <Link href={platformPath.one(tenantId, known)}>{m.pf_to_platform()}</Link>}
          </Note>
        )}
      </Form>
    </div>
  );
}

interface ImportProps {
  tenantId: string;
  lms: LmsKind;
  onRead: (values: Partial<NewPlatform>) => void;
}

function ImportForm({ tenantId, lms, onRead }: ImportProps) {
  const locale = useLocale();
  const [url, setUrl] = useState('');
  const [problem, setProblem] = useState('');
  const [done, setDone] = useState(false);
  async function read() {
    setDone(false);
    const reply = await call(importPlatform, { params: { tenantId }, query: { locale }, body: { url } });
    setProblem(reply.problem?.sentence ?? '');
    if (reply.values === null) return;
    onRead(reply.values);
    setDone(true);
  }
  return (
    <Form look="plain" submit={m.pf_import_read()} onSubmit={read}>
      <Field
        {...PLAIN}
        type="url"
        maxLength={2_000}
        label={m.pf_import()}
        hint={lms === 'moodle' ? m.pf_import_moodle() : m.pf_import_other()}
        required
        value={url}
        problem={problem}
        onChange={setUrl}
      />
      {done && <Note role="status">{m.pf_import_done()}</Note>}
    </Form>
  );
}
