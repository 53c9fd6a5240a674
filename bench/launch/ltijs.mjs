/** ltijs alone, on its own Express server, without devMode: login and launch as it does them. */
import ltijs from 'ltijs';
import { serving } from '../serving.mjs';
import { MemoryStore } from './memory-store.mjs';

const [port, site] = [Number(process.argv[2]), JSON.parse(process.argv[3])];
const { Provider } = ltijs;

Provider.setup(
  'a key for the bench, long enough to be taken',
  { plugin: new MemoryStore() },
  { appRoute: '/lti/launch', loginRoute: '/lti/login', keysetRoute: '/lti/keys', devMode: false },
);
Provider.onConnect((token, request, response) => response.send('connected'));
await Provider.deploy({ port, silent: true });
await Provider.registerPlatform({
  url: site.issuer,
  name: site.name,
  clientId: site.clientId,
  authenticationEndpoint: site.authUrl,
  accesstokenEndpoint: site.tokenUrl,
  authConfig: { method: 'JWK_SET', key: site.jwksUrl },
});
serving();
