import { renderSVG } from 'uqr';

/** An address to be scanned: always dark on white, whatever the colours of the page. */
export function Qr({ address, alt }: { address: string; alt: string }) {
  return <img className="live-qr" alt={alt} src={`data:image/svg+xml;utf8,${encodeURIComponent(renderSVG(address, { border: 2 }))}`} />;
}
