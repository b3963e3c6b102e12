import type { Probed } from '../../../sandbox/probe.ts';

/** Somebody has a mail server that offers no STARTTLS. */
export const configurationSet: Probed = {
  ids: ({ ses }) => ses.ConfigurationSets.map(({ ConfigurationSetName }) => ConfigurationSetName),
  name: (id) => id,
  probe: (id, { ses }) => {
    const asks = 'mail without STARTTLS';
    const found = ses.ConfigurationSets.find(({ ConfigurationSetName }) => ConfigurationSetName === id);
    const refused = found?.DeliveryOptions.TlsPolicy === 'REQUIRE';
    return { asks, gets: refused ? 'bounces' : 'delivered', refused };
  },
};
