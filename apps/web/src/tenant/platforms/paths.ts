/** Addresses of the platform pages of one tenant. */
export const platformPath = {
  list: (tenantId: string) => `/a/t/${tenantId}/platforms`,
  connect: (tenantId: string, inviteId = '') => `/a/t/${tenantId}/platforms/connect${inviteId === '' ? '' : `/${inviteId}`}`,
  manual: (tenantId: string) => `/a/t/${tenantId}/platforms/manual`,
  one: (tenantId: string, platformId: string) => `/a/t/${tenantId}/platforms/${platformId}`,
};
