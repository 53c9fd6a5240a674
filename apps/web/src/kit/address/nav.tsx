import type { AnchorHTMLAttributes, MouseEvent } from 'react';
import { useEffect } from 'react';
import { navigate, usePathname } from 'wouter/use-browser-location';
import { addressAt, type Address } from './addresses.js';

export { navigate, useSearch } from 'wouter/use-browser-location';

export function useAddress(): Address | null {
  return addressAt(usePathname());
}

/** A link inside Lotse. With a modifier key it is an ordinary link, as everywhere. */
export function Link({ href, onClick, ...rest }: AnchorHTMLAttributes<HTMLAnchorElement> & { href: string }) {
  function follow(event: MouseEvent<HTMLAnchorElement>) {
    onClick?.(event);
    if (event.defaultPrevented || event.button !== 0 || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
    event.preventDefault();
    navigate(href);
  }
  return <a {...rest} href={href} onClick={follow} />;
}

export function Redirect({ to }: { to: string }) {
  useEffect(() => {
    navigate(to, { replace: true });
  }, [to]);
  return null;
}
