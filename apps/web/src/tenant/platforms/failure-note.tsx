import type { Failure } from '#lotse/contract';
import { Note } from '../../kit/design/note.js';
import { m } from '../../paraglide/messages.js';

/** What went wrong, the setting to change, and a link to where the code is described. */
export function FailureNote({ failed, heading }: { failed: Failure; heading: string }) {
  return (
    <Note look="wrong" role="alert">
      <p>
        <strong>{heading}</strong>
      </p>
      <FailureWords failed={failed} />
    </Note>
  );
}

export function FailureWords({ failed }: { failed: Failure }) {
  return (
    <>
      <p>{failed.sentence}</p>
      <p>
        <strong>{failed.remedy}</strong>
      </p>
      <DocsLink code={failed.code} docs={failed.docs} />
    </>
  );
}

export function DocsLink({ code, docs }: { code: string; docs: string }) {
  return (
    <a className="small" href={docs} target="_blank" rel="noopener">
      {m.pf_more_about({ code })}
    </a>
  );
}
