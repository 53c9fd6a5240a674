/** What Lotse uses of ltijs 5.9.9, which brings no types. */
declare module 'ltijs' {
  /** The plugin contract of ltijs' Database: `false` where nothing was found. */
  export interface DatabasePlugin {
    Get(key: unknown, collection: string, query?: Record<string, unknown>): Promise<Record<string, unknown>[] | false>;
    Insert(key: unknown, collection: string, item: Record<string, unknown>, index?: Record<string, unknown>): Promise<true>;
    Replace(key: unknown, collection: string, query: Record<string, unknown>, item: Record<string, unknown>, index?: Record<string, unknown>): Promise<true>;
    Modify(key: unknown, collection: string, query: Record<string, unknown>, change: Record<string, unknown>): Promise<true>;
    Delete(collection: string, query: Record<string, unknown>): Promise<true>;
  }

  export interface PlatformWish {
    url: string;
    clientId: string;
    name: string;
    authenticationEndpoint: string;
    accesstokenEndpoint: string;
    authorizationServer?: string;
    authConfig: { method: 'JWK_SET'; key: string };
  }

  export const Provider: {
    registerPlatform(wish: PlatformWish, getPlatform: undefined, key: string, database: DatabasePlugin): Promise<unknown>;
  };
}

/** Where ltijs makes the key pair of a new platform; returns its kid. */
declare module 'ltijs/dist/Utils/Auth.js' {
  import type { DatabasePlugin } from 'ltijs';

  const Auth: { generatePlatformKeyPair(key: string, database: DatabasePlugin): Promise<string> };
  export default Auth;
}
