/** An event destination that tells of bounces. */
export const bounces = { Name: 'bounces', MatchingEventTypes: ['BOUNCE', 'COMPLAINT'] };

/** An account with the configuration set `orders`, as its table and its contract begin. */
export const shop = (over: object = {}) => ({
  ses: {
    DedicatedIpPools: ['shop'],
    ConfigurationSets: [{ ConfigurationSetName: 'orders', EventDestinations: [bounces], ...over }],
  },
});
