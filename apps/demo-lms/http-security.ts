/** "HTTP-Sicherheit": where the site's own requests may go. */
import type { SiteSettings } from './model.js';

export function mayFetch(settings: SiteSettings, address: string): boolean {
  const url = URL.parse(address);
  if (!url) return false;
  const port = url.port || (url.protocol === 'https:' ? '443' : '80');
  const ports = lines(settings.allowedPorts);
  return !lines(settings.blockedHosts).includes(url.hostname) && (ports.length === 0 || ports.includes(port));
}

function lines(text: string | undefined): string[] {
  return (text ?? '')
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
}
