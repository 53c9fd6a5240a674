import type { FieldProblem, PlatformAddresses } from '#lotse/contract';
import { Field } from '../../kit/form/form.js';
import { m } from '../../paraglide/messages.js';

interface Props {
  values: PlatformAddresses;
  problems: readonly FieldProblem[];
  onChange: (change: Partial<PlatformAddresses>) => void;
}

const PLAIN = { autoComplete: 'off', autoCapitalize: 'none', spellCheck: false, maxLength: 2_000 } as const;

/** The sentences about one field, as the server sees it. */
export function sayProblems(problems: readonly FieldProblem[], field: string): string {
  return problems
    .filter((one) => one.field === field)
    .map((one) => one.sentence)
    .join(' ');
}

/** The addresses a platform names for itself; what is wrong with one stands at it. */
export function AddressFields({ values, problems, onChange }: Props) {
  const fields: [keyof PlatformAddresses, string, string | null][] = [
    ['issuer', m.pf_issuer(), m.pf_issuer_hint()],
    ['authUrl', m.pf_auth_url(), null],
    ['tokenUrl', m.pf_token_url(), null],
    ['jwksUrl', m.pf_jwks_url(), null],
    ['audience', m.pf_audience(), m.pf_audience_hint()],
  ];
  return (
    <>
      {fields.map(([field, label, hint]) => (
        <Field
          key={field}
          {...PLAIN}
          label={label}
          {...(hint === null ? {} : { hint })}
          required={field !== 'audience'}
          value={values[field] ?? ''}
          problem={sayProblems(problems, field)}
          onChange={(value) => onChange({ [field]: value })}
        />
      ))}
    </>
  );
}
