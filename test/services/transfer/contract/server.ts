/** Somebody else writes the banner of a server: UpdateServer leaves what it does not name. */
export const writesBanner = (_world: unknown, ServerId: string) => ({
  write: {
    operation: 'transfer:UpdateServer',
    input: { ServerId, PreAuthenticationLoginBanner: 'Staff only.' },
  },
  path: `transfer.Servers[${ServerId}].PreAuthenticationLoginBanner`,
  shows: 'Staff only.',
});
