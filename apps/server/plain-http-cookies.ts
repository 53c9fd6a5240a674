import type { FastifyInstance } from 'fastify';

const PREFIX = '__Host-';
const PLAIN = 'plain-';
/** Sent with the launch, which is a POST from the platform's page: a Lax cookie would stay behind. */
const CROSSES_SITES = '__Host-lotse-login';

/**
 * For browsers that keep no `Secure` cookie on http://localhost (WebKit): where Lotse itself speaks plain http, which is the
 * demo on this machine, each of its cookies goes out a second time without `Secure`, and is read under its own name where the
 * first did not come back. Lax, so that other sites cannot send it; in a frame it is not kept, and the button to a window helps.
 * Over https nothing of this is there.
 */
export function plainHttpCookies(fastify: FastifyInstance): void {
  fastify.addHook('onRequest', (request, _reply, done) => {
    for (const [name, value] of Object.entries(request.cookies)) {
      const own = name.startsWith(PLAIN) ? `${PREFIX}${name.slice(PLAIN.length)}` : null;
      if (own !== null && request.cookies[own] === undefined) request.cookies[own] = value;
    }
    done();
  });
  fastify.addHook('onSend', (_request, reply, payload, done) => {
    const sent = [reply.getHeader('set-cookie') ?? []].flat().map(String);
    const ours = sent.filter((line) => line.startsWith(PREFIX));
    if (ours.length > 0) void reply.removeHeader('set-cookie').header('set-cookie', [...sent, ...ours.map(plain)]);
    done(null, payload);
  });
}

function plain(line: string): string {
  const [pair = '', ...attributes] = line.split('; ');
  const kept = attributes.filter((one) => !/^(Secure|Partitioned|SameSite=.*)$/i.test(one));
  const site = pair.startsWith(`${CROSSES_SITES}=`) ? [] : ['SameSite=Lax'];
  return [`${PLAIN}${pair.slice(PREFIX.length)}`, ...kept, ...site].join('; ');
}
