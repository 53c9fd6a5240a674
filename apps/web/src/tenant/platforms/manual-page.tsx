import { useState } from 'react';
import { toolValues, type LmsGuide, type LmsKind } from '#lotse/contract';
import { BackLink } from '../../kit/address/back-link.js';
import { Frame } from '../../kit/frame/frame.js';
import type { Tenant } from '../../kit/session/account-session.js';
import { useTenantLoad } from '../../kit/frame/use-tenant-load.js';
import { call } from '../../kit/api/call.js';
import { Failed, Waiting } from '../../kit/design/states.js';
import { m } from '../../paraglide/messages.js';
import { useLocale } from '../../kit/session/locale.js';
import { PageHeading } from '../../kit/frame/page.js';
import { CopyButton } from './copy-value.js';
import { ManualForm } from './manual-form.js';
import { platformPath } from './paths.js';

const LMS: Record<LmsKind, string> = { moodle: 'Moodle', ilias: 'ILIAS', openolat: 'OpenOlat', canvas: 'Canvas' };

/** Registration by hand: first our values into the LMS, then the values of the LMS in here. */
export function ManualPage({ tenant }: { tenant: Tenant }) {
  const locale = useLocale();
  const [lms, setLms] = useState<LmsKind>('moodle');
  const { tenantId } = tenant;
  const values = useTenantLoad(`values ${locale}`, (signal) => call(toolValues, { params: { tenantId }, query: { locale }, signal }));
  const guide = values.value?.guides.find((one) => one.lms === lms);
  return (
    <Frame title={m.pf_manual()} wide>
      <div className="stack stack-24">
        <div>
          <BackLink href={platformPath.list(tenantId)}>{m.pf_platforms()}</BackLink>
        </div>
        <PageHeading>{m.pf_manual()}</PageHeading>
        <p className="measure">{m.pf_manual_text()}</p>
        <div className="halves">
          <section className="card stack">
            <h2>{m.pf_manual_first()}</h2>
            <LmsChoice lms={lms} onChange={setLms} />
            {guide !== undefined ? (
              <Guide guide={guide} />
            ) : values.problem === null ? (
              <Waiting />
            ) : (
              <Failed problem={values.problem} onRetry={values.reload} heading={false} />
            )}
          </section>
          <section className="card stack">
            <h2>{m.pf_manual_second()}</h2>
            {guide?.afterwards.map((text) => (
              <p key={text}>{text}</p>
            ))}
            <ManualForm tenantId={tenantId} lms={lms} />
          </section>
        </div>
      </div>
    </Frame>
  );
}

function LmsChoice({ lms, onChange }: { lms: LmsKind; onChange: (lms: LmsKind) => void }) {
  return (
    <fieldset className="lms-choice">
      <legend className="field-label">{m.pf_lms()}</legend>
      {(Object.keys(LMS) as LmsKind[]).map((one) => (
        <label key={one} className="choice">
          <input type="radio" name="lms" checked={lms === one} onChange={() => onChange(one)} />
          {LMS[one]}
        </label>
      ))}
    </fieldset>
  );
}

function Guide({ guide }: { guide: LmsGuide }) {
  return (
    <>
      <p>{m.pf_manual_where({ where: guide.where })}</p>
      <dl className="values">
        {guide.fields.map(({ field, key, value }) => (
          <div key={field} className="value">
            <dt className="small soft">{field}</dt>
            <dd>
              {key === null ? <span>{value}</span> : <code>{value}</code>}
              {key !== null && <CopyButton name={field} value={value} />}
            </dd>
          </div>
        ))}
      </dl>
    </>
  );
}
