import { LtijsStore, type StorePlace } from './ltijs-store.js';

/** A platform as the admin of an LMS or a registration answer gives it. */
export interface PlatformWish {
  issuer: string;
  clientId: string;
  name: string;
  authUrl: string;
  tokenUrl: string;
  jwksUrl: string;
  audience: string | null;
}

/** ltijs wants an encryption key for its own store; ours seals with the tenant's key and has no use for it. */
const UNUSED_KEY = 'sealed by the store';

/**
 * Registers a platform through ltijs, which checks what is needed and makes the key pair (RSA 4096, 1–2 s of this
 * process; registrations are rare). A platform that is known is brought up to date and keeps its keys.
 * The only file that imports ltijs: login and launch are proved by launch-gate.ts, service calls are services.ts.
 * Returns the registration's id.
 */
export async function registerPlatform(place: StorePlace, wish: PlatformWish): Promise<string> {
  // loaded late: it brings express and mongoose along, which nothing else here needs
  const { Provider } = await import('ltijs');
  const store = new LtijsStore(place);
  const platform = {
    url: wish.issuer,
    clientId: wish.clientId,
    name: wish.name,
    authenticationEndpoint: wish.authUrl,
    accesstokenEndpoint: wish.tokenUrl,
    ...(wish.audience === null ? {} : { authorizationServer: wish.audience }),
    authConfig: { method: 'JWK_SET', key: wish.jwksUrl } as const,
  };
  await Provider.registerPlatform(platform, undefined, UNUSED_KEY, store);
  return store.registrationOf(wish.issuer, wish.clientId);
}
