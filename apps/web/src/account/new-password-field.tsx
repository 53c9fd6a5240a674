import { PASSWORD_LEAST } from '#lotse/contract';
import { PasswordField } from '../kit/form/form.js';
import { m } from '../paraglide/messages.js';

/** A password that is chosen now, with what it must have. */
export function NewPasswordField({ value, onChange }: { value: string; onChange: (value: string) => void }) {
  return (
    <PasswordField
      label={m.acc_new_password()}
      hint={m.acc_password_hint({ least: PASSWORD_LEAST })}
      autoComplete="new-password"
      minLength={PASSWORD_LEAST}
      value={value}
      onChange={onChange}
    />
  );
}
