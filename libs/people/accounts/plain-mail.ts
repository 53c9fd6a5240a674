import { domainToASCII } from 'node:url';
import { plainText } from '#lotse/contract';

/** Addresses are compared without case, outer space and unseen signs; `müller.example` and `xn--mller-kva.example` are one. */
export function plainMail(mail: string): string {
  const text = plainText(mail).toLowerCase();
  const at = text.lastIndexOf('@') + 1;
  return text.slice(0, at) + (domainToASCII(text.slice(at)) || text.slice(at));
}
