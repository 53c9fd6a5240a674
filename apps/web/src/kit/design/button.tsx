import type { ButtonHTMLAttributes } from 'react';

interface Props extends ButtonHTMLAttributes<HTMLButtonElement> {
  look?: 'main' | 'plain' | 'quiet';
  wide?: boolean;
}

/** Never `disabled`: a button that cannot act yet says why when it is pressed. */
export function Button({ look = 'plain', wide = false, className = '', ...rest }: Props) {
  const classes = ['button', look === 'plain' ? '' : `button-${look}`, wide ? 'button-wide' : '', className];
  return <button type="button" {...rest} className={classes.filter(Boolean).join(' ')} />;
}
