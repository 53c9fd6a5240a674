import { LtijsStore, type StoreScope } from './ltijs-store.js';
import type { Platform } from './platforms.queries.js';

/** A platform as the admin of an LMS or a registration answer gives it. */
export type PlatformWish = Omit<Platform, 'tenant' | 'id' | 'state'>;

/** ltijs wants an encryption key for its own store; ours seals with the tenant's key and has no use for it. */
const UNUSED_KEY = 'sealed by the store';

/** Loaded late: it brings express along, which nothing else here needs. */
async function loadLtijs() {
  const [{ Provider }, { default: Auth }] = await Promise.all([import('ltijs'), import('ltijs/dist/Utils/Auth.js')]);
  // ltijs would make RSA 4096 on the main thread: no request is answered for up to four seconds while the transaction is open
  Auth.generatePlatformKeyPair = async (_key, store) => Promise.resolve((store as LtijsStore).newKid());
  return Provider;
}

/**
 * Registers a platform through ltijs, which checks what is needed. A platform that is known is brought up to date and
 * keeps its keys; a new one gets the pair that was made before.
 * The only file that imports ltijs: login and launch are proved by launch-gate.ts, service calls are services.ts.
 * Returns the registration's id.
 */
export async function registerPlatform(scope: StoreScope, wish: PlatformWish): Promise<string> {
  const provider = await loadLtijs();
  const store = new LtijsStore(scope);
  const platform = {
    url: wish.issuer,
    clientId: wish.clientId,
    name: wish.name,
    authenticationEndpoint: wish.authUrl,
    accesstokenEndpoint: wish.tokenUrl,
    ...(wish.audience === null ? {} : { authorizationServer: wish.audience }),
    authConfig: { method: 'JWK_SET', key: wish.jwksUrl } as const,
  };
  await provider.registerPlatform(platform, undefined, UNUSED_KEY, store);
  return store.registrationOf(wish.issuer, wish.clientId);
}
